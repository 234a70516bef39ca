package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import marginlab.command.context.TypedProgram;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes runs, whatever it was given. */
class InitCommandTest {
    private static final int WIDTH = 80;

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void shell() {
        shell = new CommandShell(folder);
    }

    /** Drawn faces, a folder a person. */
    private Path people(String name, int people, int images) throws IOException {
        SyntheticFaces faces = new SyntheticFaces(new SyntheticSpec(1, people, images, 32, 40));
        Path home = folder.resolve(name);
        for (int i = 0; i < faces.size(); i++) {
            Path own = Files.createDirectories(home.resolve("person " + faces.label(i)));
            Files.write(own.resolve(i + ".jpg"), faces.encoded(i));
        }
        return home;
    }

    private static void picture(Path file, int width, int height) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(width / 2, height / 2, file.hashCode() & 0xFFFFFF);
        ImageIO.write(image, "png", file.toFile());
    }

    private CommandShell.Answer init(Object... arguments) {
        return shell.run(Stream.concat(Stream.of("init", "--out", folder), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    private String experiment(String name) {
        return folder.resolve("experiments").resolve(name + ".yaml").toString();
    }

    private Catalog catalog(String name) {
        return Catalog.read(folder.resolve("datasets.d").resolve(name + ".yaml"));
    }

    private String runs(String name, int trials) {
        CommandShell.Answer plan = shell.run("plan", experiment(name));
        assertThat(plan.err()).isEmpty();
        assertThat(plan.out()).contains(trials + " trials, 0 done");
        CommandShell.Answer run = shell.run(
                "run",
                experiment(name),
                "--set",
                "seeds=[1]",
                "--set",
                "schedule.stop-at=12",
                "--set",
                "schedule.warm-up=1",
                "--set",
                "backbone=IR(1-1, 8-8)",
                "--set",
                "input=16",
                "--only",
                "ArcFace(0.5)",
                "--out",
                folder.resolve("reports").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("ArcFace(0.5)").contains("report: ");
        return run.err();
    }

    @Test
    void aFolderOfPeopleBecomesAnExperimentThatRuns() throws IOException {
        Path faces = people("Tante Ève", 40, 4);
        Files.writeString(faces.resolve("notes.txt"), "mine");
        picture(faces.resolve("loner/1.png"), 32, 32);

        CommandShell.Answer answer = init(faces);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("41, 1 of them with a single image")
                .contains("161; 1 to 4 a person, 4 in the median")
                .contains("32 x 32 pixels")
                .contains("passed over 1 file that is no image (notes.txt)")
                .contains("21 people, 81 images")
                .contains("240 pairs: tante-eve-pairs")
                .contains("nobody is in two of the ten folds")
                .contains("next        " + TypedProgram.line("plan ") + experiment("tante-eve") + " --datasets "
                        + folder.resolve("datasets.yaml"));
        assertThat(answer.out().lines().filter(line -> !line.contains(folder.toString())))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
        assertThat(Files.readString(Path.of(experiment("tante-eve")))).contains("min-images: 2");
        nobodyTrainsWhoIsVerified("tante-eve");
        assertThat(runs("tante-eve", 12))
                .contains("tante-eve: passed over 1 file that is no image")
                .doesNotContain("no list names");
    }

    /** By the folders of the files, which no list of ours decides. */
    private void nobodyTrainsWhoIsVerified(String name) {
        Set<Path> trained = new HashSet<>();
        try (LabelledImages faces = catalog(name).faces(name)) {
            IntStream.range(0, faces.size())
                    .forEach(i -> trained.add(Path.of(faces.name(i)).getParent()));
        }
        try (VerificationSet pairs = catalog(name).verificationSet(name + "-pairs")) {
            Set<Path> verified =
                    pairs.images().files().stream().map(Path::getParent).collect(Collectors.toSet());
            assertThat(verified).isNotEmpty().doesNotContainAnyElementsOf(trained);
            for (int i = 0; i < pairs.pairs(); i++) {
                Path left = Path.of(pairs.images().name(pairs.left()[i])).getParent();
                Path right = Path.of(pairs.images().name(pairs.right()[i])).getParent();
                assertThat(left.equals(right)).isEqualTo(pairs.same()[i]);
            }
        }
    }

    @Test
    void aPackageWithoutPairsGetsPairsOfItsOwn() throws IOException {
        SyntheticFaces faces = new SyntheticFaces(new SyntheticSpec(1, 40, 4, 32, 40));
        Path rec = folder.resolve("pack/train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(rec, 32, 32)) {
            for (int i = 0; i < faces.size(); i++) {
                writer.write(faces.label(i), faces.encoded(i));
            }
            writer.commit();
        }

        CommandShell.Answer answer = init(rec.getParent());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("an InsightFace package").contains("20 people, 80 images");
        try (LabelledImages left = catalog("pack").faces("pack");
                VerificationSet pairs = catalog("pack").verificationSet("pack-pairs")) {
            Set<List<Byte>> trained = IntStream.range(0, left.size())
                    .mapToObj(left::encoded)
                    .map(InitCommandTest::bytes)
                    .collect(Collectors.toSet());
            assertThat(IntStream.range(0, pairs.images().size())
                            .mapToObj(pairs.images()::encoded)
                            .map(InitCommandTest::bytes))
                    .doesNotContainAnyElementsOf(trained);
        }
        runs("pack", 12);
    }

    private static List<Byte> bytes(byte[] encoded) {
        return IntStream.range(0, encoded.length).mapToObj(i -> encoded[i]).toList();
    }

    @Test
    void aPackageBringsItsPairs() throws IOException {
        Path small = Path.of("../shared/data/insightface-small-lfw.bin");
        Path view = Path.of("../shared/data/lfw-view1");
        assumeTrue(Files.exists(small) && Files.isDirectory(view), "needs LFW View 1 in ../shared/data");
        Path pack = Files.createDirectories(folder.resolve("view"));
        for (String file : List.of("train.rec", "train.idx", "property", "train.names")) {
            Files.createSymbolicLink(pack.resolve(file), view.resolve(file).toAbsolutePath());
        }
        Files.copy(small, pack.resolve("lfw_small.bin"));

        CommandShell.Answer answer = init(pack);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("4,038, 2,")
                .contains("9,525; 1 to ")
                .contains("112 x 112 pixels")
                .contains("10 pairs: view-lfw-small");
        CommandShell.Answer plan = shell.run("plan", experiment("view"));
        assertThat(plan.out()).contains("12 trials, 0 done");
    }

    @Test
    void withoutFacesTheDrawnOnesAreTaken() {
        CommandShell.Answer answer = init();

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("300 people, 4,800 images").contains("600 pairs: first-steps-plain");
        CommandShell.Answer plan = shell.run("plan", experiment("first-steps"));
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("12 trials").contains("will be drawn when it runs: first-steps");
    }

    @Test
    void whatIsThereIsNotReplaced() throws IOException {
        Path faces = people("faces", 40, 4);
        init(faces);
        Files.writeString(Path.of(experiment("faces")), "# mine");

        CommandShell.Answer again = init(faces);

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .contains(experiment("faces") + ": found a file that is there already")
                .contains("--force");
        assertThat(Path.of(experiment("faces"))).hasContent("# mine");
        assertThat(init(faces, "--force").code()).isZero();
        assertThat(Files.readString(Path.of(experiment("faces")))).contains("name: faces");
        assertThat(init(faces, "--name", "others").code()).isZero();
        assertThat(init(faces, "--name", "../others").err()).contains("--name: found '../others'");
    }

    /** The catalog of the working folder takes in what lies beside it, and refuses two sets of one name. */
    @Test
    void theCatalogBesideItKnowsTheNewSets() throws IOException {
        Files.writeString(folder.resolve("datasets.yaml"), "old: {role: verify, format: bin, path: old.bin}\n");
        Path faces = people("faces", 40, 4);

        assertThat(init(faces).out()).contains("next        " + TypedProgram.line("plan ") + experiment("faces"));
        CommandShell.Answer listed = shell.run("data", "ls");

        assertThat(listed.out()).contains("old ").contains("faces ").contains("faces-pairs ");
        assertThat(init(faces, "--name", "old").err())
                .contains("found a dataset 'old' already; expected a new name. --name gives another");
        assertThat(folder.resolve("datasets.d/old.yaml")).doesNotExist();
        Files.writeString(folder.resolve("datasets.d/more.yaml"), "old: {role: verify, format: bin, path: new.bin}\n");
        assertThat(shell.run("data", "ls").err())
                .contains("more.yaml:1:1: found a second dataset 'old'; expected another name. The first is ");
    }

    @Test
    void brokenImagesAreLeftOutAndNamed() throws IOException {
        Path faces = people("faces", 40, 4);
        Path broken = Files.write(faces.resolve("person 3/12.jpg"), new byte[] {1, 2, 3, 4});
        Files.delete(faces.resolve("person 4/16.jpg"));
        Files.createSymbolicLink(faces.resolve("person 4/16.jpg"), folder.resolve("gone.jpg"));

        CommandShell.Answer answer = init(faces);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains(broken.toString()).contains("The experiment does without them");
        assertThat(answer.out()).contains("decoded").contains("cannot be read");
        nobodyTrainsWhoIsVerified("faces");
        try (LabelledImages trained = catalog("faces").faces("faces")) {
            assertThat(trained.files()).isNotEmpty().doesNotContain(broken);
        }
        runs("faces", 12);
    }

    @Test
    void namesOfAnyKindStandInTheLists() throws IOException {
        Path faces = people("faces", 4, 1);
        for (int person = 0; person < 24; person++) {
            String name = List.of("a\tb", " lead", "\"quoted\"", "o'neil, ann", "#1", "Łucja Ó", "x\"y", "- a: b")
                            .get(person % 8)
                    + person;
            for (int i = 0; i < 3; i++) {
                picture(
                        faces.resolve(name)
                                .resolve(List.of("1 .png", "\"2\".png", "\t3.png")
                                        .get(i)),
                        32,
                        32);
            }
        }
        picture(faces.resolve("new\nline/1.png"), 32, 32);
        picture(faces.resolve("new\nline/2.png"), 32, 32);

        CommandShell.Answer answer = init(faces);

        assertThat(answer.code()).as(answer.err()).isZero();
        nobodyTrainsWhoIsVerified("faces");
    }

    @Test
    void foldersInFoldersAreSpokenOf() throws IOException {
        people("faces/2019/spring", 40, 4);

        CommandShell.Answer answer = init(folder.resolve("faces"));

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("such as '2019/spring/person 0'");
        nobodyTrainsWhoIsVerified("faces");
    }

    @Test
    void photosLookUnaligned() throws IOException {
        Path faces = people("faces", 8, 4);
        for (int i = 0; i < 4; i++) {
            picture(faces.resolve("tall").resolve(i + ".png"), 300, 400 + i);
        }

        CommandShell.Answer answer = init(faces);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("size        32 x 32 to 300 x 403 pixels")
                .contains("aligned     no, by their look: images of several sizes")
                .contains("too few people");
        nobodyTrainsWhoIsVerified("faces");
    }

    @Test
    void whatCannotBecomeAnExperimentIsRefusedWithWhatWasFound() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path alone = people("alone", 2, 5);
        Path singles = people("singles", 40, 1);
        Files.delete(alone.resolve("person 1/5.jpg"));
        Path loose = Files.createDirectories(folder.resolve("loose"));
        picture(loose.resolve("1.png"), 32, 32);
        Path bins = Files.createDirectories(folder.resolve("bins"));
        Files.write(bins.resolve("lfw.bin"), new byte[8]);

        assertThat(init(empty).err()).contains(empty + ": found no images; expected a folder a person");
        assertThat(init(loose).err()).contains("found 1 images and no folder with any");
        assertThat(init(bins).err()).contains("found lfw.bin without a train.rec");
        assertThat(init(folder.resolve("nowhere")).err()).contains("found nothing there; expected a folder of faces");
        CommandShell.Answer few = init(alone);
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.out()).contains("people      2");
        assertThat(few.err())
                .contains("found 2 people with two images or more that can be read, of 2 in all; expected 4 at least");
        CommandShell.Answer one = init(singles);
        assertThat(one.out()).contains("40, 40 of them with a single image");
        assertThat(one.err()).contains("found 0 people with two images or more");
        assertThat(init("--synthetic", singles).err()).contains("expected one of the two");
        assertThat(folder.resolve("experiments")).doesNotExist();
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        Path faces = people("faces", 40, 4);

        CommandShell.Answer answer = init(faces, "--json");

        assertThat(JsonParser.parseString(answer.out())
                        .getAsJsonObject()
                        .get("heldOut")
                        .getAsInt())
                .isEqualTo(20);
        assertThat(answer.out())
                .contains("\"trainedImages\": 80")
                .contains("\"next\": \"" + TypedProgram.line("plan "));
    }
}
