package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.dataset.LabelledImages;
import org.junit.jupiter.api.Test;

/** What {@code init} makes of faces that are not as they should be. */
class InitSurveyTest extends InitFolder {
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
}
