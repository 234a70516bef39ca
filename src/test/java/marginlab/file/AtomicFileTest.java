package marginlab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void leavesTheFormerFileUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "before");
        try (AtomicFile out = new AtomicFile(file)) {
            out.write("aft".getBytes());
            assertThat(file).hasContent("before");
            out.write("er".getBytes());
            out.finish();
            assertThat(file).hasContent("before");
            out.move();
        }
        assertThat(file).hasContent("after");
        assertThat(names()).containsExactly("table.csv");
    }

    @Test
    void leavesTheFormerFileWhereTheWriterFails() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "before");
        assertThatThrownBy(() -> {
                    try (AtomicFile out = new AtomicFile(file)) {
                        out.write("half".getBytes());
                        throw new IllegalStateException("the writer fails");
                    }
                })
                .hasMessage("the writer fails");
        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("table.csv");
    }

    @Test
    void writesAnewWhatAKilledWriterLeft() throws IOException {
        Files.writeString(folder.resolve("table.csv.part"), "much that a killed process had begun to write");
        AtomicFile.write(folder.resolve("table.csv"), "whole");
        assertThat(folder.resolve("table.csv")).hasContent("whole");
        assertThat(names()).containsExactly("table.csv");
    }

    @Test
    void makesTheFolders() {
        AtomicFile.write(folder.resolve("a/b/table.csv"), "whole");
        assertThat(folder.resolve("a/b/table.csv")).hasContent("whole");
    }

    @Test
    void doesNotFollowALinkInThePlaceOfTheFileThatIsWritten() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Files.createSymbolicLink(folder.resolve("table.csv.part"), precious);
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("table.csv"), "new"))
                .hasMessageContaining("table.csv");
        assertThat(precious).hasContent("kept");
    }

    @Test
    void replacesALinkAndNotWhatItLeadsTo() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Path file = Files.createSymbolicLink(folder.resolve("labels.json"), precious);
        AtomicFile.writePrivate(file, "new");
        assertThat(precious).hasContent("kept");
        assertThat(file).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void aPrivateFileIsOfItsOwnerAloneFromTheFirstMoment() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "rights of POSIX");
        Path file = folder.resolve("runs/labels.json");
        AtomicFile.writePrivate(file, "{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void ofManyWhoWriteOneFileAtOnceOneWinsWhole() throws IOException {
        Path file = folder.resolve("trial.json");
        List<String> texts = IntStream.range(0, 64)
                .mapToObj(i -> Character.toString('A' + i % 26).repeat(50_000))
                .toList();
        texts.parallelStream().forEach(text -> AtomicFile.writePrivate(file, text));
        assertThat(texts).contains(Files.readString(file));
        assertThat(names()).containsExactly("trial.json");
    }

    @Test
    void writesToADeviceAsItIs() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "a system with devices");
        AtomicFile.write(device, "nothing of it is kept");
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(Path.of("/dev/null.part")).doesNotExist();
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");
        Path inFile = folder.resolve("file/table.csv");
        assertThatThrownBy(() -> AtomicFile.write(inFile, "x")).hasMessageContaining(inFile.toString());
        Path aFolder = Files.createDirectories(folder.resolve("folder/full")).getParent();
        assertThatThrownBy(() -> AtomicFile.write(aFolder, "x")).hasMessageContaining(aFolder.toString());
        assertThat(names()).containsExactly("file", "folder");
    }

    @Test
    void aFolderTakesItsNameOnlyWhereNoneIsFull() throws IOException {
        Path aside = Files.createDirectories(folder.resolve("aside"));
        Files.writeString(aside.resolve("a"), "new");
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(there.resolve("a"), "old");
        assertThatThrownBy(() -> AtomicMove.folder(aside, there)).isInstanceOf(IOException.class);
        assertThat(there.resolve("a")).hasContent("old");
        AtomicMove.folder(aside, folder.resolve("free"));
        assertThat(folder.resolve("free/a")).hasContent("new");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
