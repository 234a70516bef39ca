package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.command.context.CommandShell;
import marginlab.command.context.TypedProgram;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import org.junit.jupiter.api.Test;

/** What {@code init} writes runs, whatever it was given. */
class InitCommandTest extends InitFolder {
    private static final int WIDTH = 80;

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
        assertThat(answer.out()).contains("150 people, 2,400 images").contains("6,000 pairs: first-steps-plain");
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
