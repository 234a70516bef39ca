package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderFacesTest {
    @TempDir
    private Path folder;

    @Test
    void takesAFolderForAPerson() throws IOException {
        write("Bo/2.png", "Bo/10.JPG", "Ada/1.jpeg", "Ada/notes.txt", "1.jpg", "Nobody/notes.txt");
        try (Faces faces = FolderFaces.open(folder)) {
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
        try (Faces faces = FolderFaces.open(folder)) {
            assertThat(faces.identities()).isEqualTo(3);
            assertThat(faces.identity(1)).isEqualTo("Greek/character02");
            assertThat(faces.identity(2)).isEqualTo("Latin/character01");
        }
    }

    @Test
    void saysThatThereAreNoImages() throws IOException {
        write("1.jpg");
        assertThatThrownBy(() -> FolderFaces.open(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a folder a person with .jpg or .png files in it");
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
