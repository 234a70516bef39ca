package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.LabelledImages;
import marginlab.file.hash.Fingerprints;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderReaderTest {
    @TempDir
    private Path folder;

    @Test
    void takesAFolderForAPerson() throws IOException {
        write("Bo/2.png", "Bo/10.JPG", "Ada/1.jpeg", "Ada/notes.txt", "1.jpg", "Nobody/notes.txt");
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(faces.isNamed()).isTrue();
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.identity(0)).isEqualTo("Ada");
            assertThat(faces.size()).isEqualTo(3);
            assertThat(faces.name(1)).isEqualTo(folder.resolve("Bo/10.JPG").toString());
            assertThat(faces.label(2)).isEqualTo(1);
        }
    }

    /** Omniglot has a folder an alphabet, and in it one a character. */
    @Test
    void looksThroughFoldersOfFolders() throws IOException {
        write("Greek/character01/1.png", "Greek/character02/1.png", "Latin/character01/1.png");
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(faces.identities()).isEqualTo(3);
            assertThat(faces.identity(1)).isEqualTo("Greek/character02");
            assertThat(faces.identity(2)).isEqualTo("Latin/character01");
        }
    }

    @Test
    void saysThatThereAreNoImages() throws IOException {
        write("1.jpg");
        assertThatThrownBy(() -> FolderReader.open(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "1 images and no folder with any; expected a folder a person with JPEG, PNG, WebP or BMP files in it");
    }

    /** Notebooks, macOS, Windows, network disks and file systems leave them in every folder. */
    @Test
    void passesOverWhatSystemsLeaveInFolders() throws IOException {
        write(
                "Ada/1.jpg",
                "Bo/1.jpg",
                ".ipynb_checkpoints/1-checkpoint.jpg",
                "Bo/.ipynb_checkpoints/1-checkpoint.jpg",
                "__MACOSX/Ada/._1.jpg",
                "Ada/._1.jpg",
                "Ada/Thumbs.db",
                "Ada/desktop.ini",
                "@eaDir/1.jpg",
                "lost+found/1.png",
                "$RECYCLE.BIN/1.png",
                ".DS_Store",
                ".git/logo.png");
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(faces.size()).isEqualTo(2);
            assertThat(faces.identities()).isEqualTo(2);
        }
    }

    @Test
    void takesEveryEndingOfTheKindsThatAreRead() throws IOException {
        write(
                "Ada/1.jpg",
                "Ada/2.JPEG",
                "Ada/3.jpe",
                "Ada/4.jfif",
                "Ada/5.PNG",
                "Ada/6.WebP",
                "Ada/7.bmp",
                "Ada/8.gif");
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(faces.size()).isEqualTo(7);
        }
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    /** Ten folders, each with ten links to the next, would be looked through in 10^9 ways. */
    @Test
    void refusesFoldersThatLinksMultiply() throws IOException {
        for (int i = 0; i < 7; i++) {
            write("all/" + i + "/1.png");
            for (int k = 0; k < 10 && i > 0; k++) {
                Files.createSymbolicLink(folder.resolve("all/" + i + "/link" + k), folder.resolve("all/" + (i - 1)));
            }
        }
        assertThatThrownBy(() -> FolderReader.open(folder.resolve("all")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found another link to ")
                .hasMessageContaining("; expected at most 100");
        assertThatThrownBy(() -> new Fingerprints(null).of(List.of(folder)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found another link to ");
    }

    @Test
    void saysThatAFileIsNoFolder() throws IOException {
        write("1.jpg");
        assertThatThrownBy(() -> FolderReader.open(folder.resolve("1.jpg")))
                .isInstanceOf(ProblemException.class)
                .hasMessage(folder.resolve("1.jpg") + ": found a file; expected a folder");
    }
}
