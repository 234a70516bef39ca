package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A working folder for {@code init}, with drawn faces to give it and experiments to run. */
abstract class InitFolder {
    @TempDir
    Path folder;

    CommandShell shell;

    @BeforeEach
    void shell() {
        shell = new CommandShell(folder);
    }

    /** Drawn faces, a folder a person. */
    Path people(String name, int people, int images) throws IOException {
        SyntheticFaces faces = new SyntheticFaces(new SyntheticSpec(1, people, images, 32, 40));
        Path home = folder.resolve(name);
        for (int i = 0; i < faces.size(); i++) {
            Path own = Files.createDirectories(home.resolve("person " + faces.label(i)));
            Files.write(own.resolve(i + ".jpg"), faces.encoded(i));
        }
        return home;
    }

    static void picture(Path file, int width, int height) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(width / 2, height / 2, file.hashCode() & 0xFFFFFF);
        ImageIO.write(image, "png", file.toFile());
    }

    CommandShell.Answer init(Object... arguments) {
        return shell.run(Stream.concat(Stream.of("init", "--out", folder), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    String experiment(String name) {
        return folder.resolve("experiments").resolve(name + ".yaml").toString();
    }

    Catalog catalog(String name) {
        return Catalog.read(folder.resolve("datasets.d").resolve(name + ".yaml"));
    }

    String runs(String name, int trials) {
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

    /** By the folders of the files, which no list of ours decides. */
    void nobodyTrainsWhoIsVerified(String name) {
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
}
