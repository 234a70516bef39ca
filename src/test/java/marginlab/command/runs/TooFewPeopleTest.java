package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot learn is refused before it trains, by all verbs that look. */
class TooFewPeopleTest {
    private static final int RECORD_HEADER = 24;

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeFaces() throws IOException {
        shell = new CommandShell(folder);
        people("one", 8);
        people("three", 3, 2, 1);
        people("singles", 1, 1, 1, 1, 1, 1, 1, 1);
        Files.writeString(folder.resolve("pairs.txt"), "0/0.png 0/1.png 1\n0/0.png 1/0.png 0\n".repeat(10));
        Files.writeString(folder.resolve("same.txt"), "0/0.png 0/1.png 1\n".repeat(20));
        Files.writeString(folder.resolve("datasets.yaml"), """
                one: {role: train, format: folder, path: '%1$s/one'}
                three: {role: train, format: folder, path: '%1$s/three'}
                singles: {role: train, format: folder, path: '%1$s/singles'}
                v: {role: verify, format: pair-list, path: '%1$s/three', list: '%1$s/pairs.txt'}
                alike: {role: verify, format: pair-list, path: '%1$s/three', list: '%1$s/same.txt'}
                """.formatted(folder));
    }

    private void people(String set, int... images) throws IOException {
        for (int person = 0; person < images.length; person++) {
            Path own = Files.createDirectories(folder.resolve(set).resolve(String.valueOf(person)));
            for (int i = 0; i < images[person]; i++) {
                BufferedImage face = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
                face.setRGB(person, i, 0xFFFFFF);
                ImageIO.write(face, "png", own.resolve(i + ".png").toFile());
            }
        }
    }

    private String experiment(String train, String more, String losses) throws IOException {
        return Files.writeString(folder.resolve("few.yaml"), """
                name: few
                train: %s
                verify: v
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                schedule: {batch: 4, rate: 0.05, stop-at: 2, curve: cosine}
                losses: [%s]
                %s
                """.formatted(train, losses, more))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Softmax", "'ArcFace(0.3) + Inter'", "'Softmax + MHE(2)'", "'Softmax + Center(0.5)'"})
    void refusesOnePerson(String loss) throws IOException {
        for (String verb : new String[] {"plan", "run"}) {
            CommandShell.Answer answer = shell.run(verb, experiment("one", "", loss));

            assertThat(answer.code()).as(verb).isEqualTo(2);
            assertThat(answer.err())
                    .contains("train: one: found 1 identity; expected at least 2 identities")
                    .contains("Give each person a folder");
            if (verb.equals("plan")) {
                assertThat(answer.out()).endsWith("none of them can run until these problems are fixed:\n");
            }
        }
        assertThat(folder.resolve("runs").resolve("few")).doesNotExist();
    }

    /** Drawn data are not there before they are used, but the catalog says how many there will be. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            min-images: 50                          | min-images: found 50, which leaves nobody
            class-rate: 0.005                       | 0.005 of 150 identities, which is one class per step
            'sampling: {identities: 400, images: 2}'| 150 identities with at least two images
            """)
    void refusesItBeforeTheDataAreDrawn(String setting, String reason) throws IOException {
        Files.writeString(folder.resolve("datasets.yaml"), """
                undrawn: {role: train, format: recordio, path: '%1$s/drawn/train.rec', generate: synthetic-faces}
                plain: {role: verify, format: bin, path: '%1$s/drawn/plain.bin', generate: synthetic-faces}
                """.formatted(folder));
        String losses = setting.startsWith("sampling") ? "'Triplet(0.35)'" : "NS";
        String file = experiment("undrawn", setting, losses);
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("verify: v", "verify: plain")
                        .replace("batch: 4", setting.startsWith("sampling") ? "batch: 800" : "batch: 4"));

        CommandShell.Answer answer = shell.run("plan", file);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(reason);
        assertThat(folder.resolve("drawn")).doesNotExist();
    }

    @Test
    void saysOfPhotosThatTheyLookUnaligned() throws IOException {
        for (int person = 0; person < 2; person++) {
            Path own = Files.createDirectories(folder.resolve("photos/" + person));
            for (int i = 0; i < 4; i++) {
                BufferedImage photo = new BufferedImage(240 + 10 * i, 180, BufferedImage.TYPE_INT_RGB);
                ImageIO.write(photo, "png", own.resolve(i + ".png").toFile());
            }
        }
        Files.writeString(
                folder.resolve("datasets.yaml"),
                Files.readString(folder.resolve("datasets.yaml")) + "photos: {role: train, format: folder, path: '"
                        + folder + "/photos'}\n");

        CommandShell.Answer photos = shell.run("plan", experiment("photos", "", "NS"));
        CommandShell.Answer crops = shell.run("plan", experiment("three", "", "NS"));

        assertThat(photos.out())
                .contains(
                        "photos: images of several sizes, 240 x 180 to 270 x 180. They look unaligned, and are scaled to 16 x 16"
                                + " as they are; 'data align' crops faces from photos");
        assertThat(crops.out()).doesNotContain("unaligned");
    }

    @Test
    void saysSoWhereTheSetIsChecked() {
        CommandShell.Answer answer = shell.run("data", "check", "one");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).contains("1 identity").contains("Give each person a folder");
        assertThat(shell.run("data", "check", "three").code()).isZero();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            three   | identities: 1                                        | few.yaml:9:13: found 1 identity
            three   | min-images: 3                                        | train: three: found 1 identity
            three   | min-images: 50                                       | min-images: found 50, which leaves nobody
            three   | class-rate: 0.5                                      | 0.5 of 3 identities, which is one class per step
            singles | 'sampling: {identities: 2, images: 2}'               | 0 identities with at least two images
            three   | 'watch: alike\nepoch: best'                          | watch: alike: found 20 pairs that are all of one person
            """)
    void refusesWhatLeavesTooFew(String train, String setting, String reason) throws IOException {
        String losses = setting.startsWith("sampling") ? "'Triplet(0.35)'" : "NS";
        String file = experiment(train, setting.replace("\\n", "\n"), losses);
        if (setting.contains("alike")) {
            Files.writeString(
                    Path.of(file), Files.readString(Path.of(file)).replace("verify: v", "verify: [v, alike]"));
        }
        for (String verb : new String[] {"plan", "run"}) {
            CommandShell.Answer answer = shell.run(verb, file);

            assertThat(answer.code()).as(verb).isEqualTo(2);
            assertThat(answer.err()).contains(reason);
        }
    }

    /** Plain records of MXNet, all of label 0, with a property that declares more people. */
    private void records(int declared) throws IOException {
        byte[] image = Files.readAllBytes(folder.resolve("one/0/0.png"));
        int length = RECORD_HEADER + image.length;
        ByteBuffer records = ByteBuffer.allocate(2 * (8 + length + 3)).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder index = new StringBuilder();
        for (int key = 0; key < 2; key++) {
            index.append(key).append('\t').append(records.position()).append('\n');
            records.putInt(0xced7230a)
                    .putInt(length)
                    .putInt(0)
                    .putFloat(0)
                    .putLong(key)
                    .putLong(0);
            records.put(image).position((records.position() + 3) / 4 * 4);
        }
        Path rec = Files.createDirectories(folder.resolve("records")).resolve("train.rec");
        Files.write(rec, Arrays.copyOf(records.array(), records.position()));
        Files.writeString(rec.resolveSibling("train.idx"), index);
        Files.writeString(rec.resolveSibling("property"), declared + ",16,16");
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "records: {role: train, format: recordio, path: '" + rec + "'}\n",
                StandardOpenOption.APPEND);
    }

    @Test
    void refusesRecordsOfOnePersonWhoDeclareMore() throws IOException {
        records(2);

        CommandShell.Answer answer = shell.run("plan", experiment("records", "", "NS"));
        CommandShell.Answer check = shell.run("data", "check", "records");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains(
                        "train: records: found 2 images that are all of one of its 2 identities; expected at least 2");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.out()).contains("records: found 2 images that are all of one of its 2 identities");
    }

    /** As many as two sets have, and in each of them one. */
    @Test
    void takesRecordsOfOnePersonBesideAnother() throws IOException {
        records(1);

        assertThat(shell.run("plan", experiment("[records, one]", "", "NS")).code())
                .isZero();
    }

    @Test
    void namesTheRowOfOneDrawnPerson() throws IOException {
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "drawn: {role: train, format: synthetic, identities: 1, images: 8, path: drawn}\n",
                StandardOpenOption.APPEND);

        CommandShell.Answer answer = shell.run("plan", experiment("drawn", "", "NS"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("datasets.yaml:6:1: found 1 identity and 8 images to draw; expected 'identities' from 2 to ");
    }
}
