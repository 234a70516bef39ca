package marginlab.file.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveFileTest {
    @TempDir
    private Path folder;

    @Test
    void unpacksZipAndTar() throws IOException {
        String deep = "d/".repeat(60) + "deep.txt";
        byte[] tar = TestArchives.join(
                TestArchives.entry("a/one.txt", '0', "eins"),
                TestArchives.entry("a/", '5', ""),
                TestArchives.entry("a/link", '2', ""),
                TestArchives.entry("././@LongLink", 'L', deep + "\0"),
                TestArchives.entry("cut", '0', "tief"),
                new byte[1024]);
        unpack("x.tar", tar);
        unpack("x.tgz", TestArchives.gzip(tar));
        unpack("x.zip", TestArchives.zip("a/one.txt", "eins"));
        for (String kind : new String[] {"tar", "tgz", "zip"}) {
            assertThat(folder.resolve(kind).resolve("a/one.txt")).hasContent("eins");
            assertThat(folder.resolve(kind).resolve("a/link")).doesNotExist();
        }
        assertThat(folder.resolve("tar").resolve(deep)).hasContent("tief");
    }

    /** Written by Python's {@code tarfile}: names past 100 bytes, some not of ASCII, and a global header. */
    @Test
    void readsLongNamesOfPaxAndOfGnu() throws IOException {
        String pax = "H4sIAAAAAAACA+3XPQ7CIBwFcGZPwQnaP9BUHUwdHb0CUdShlqZi7B1MvIKLx3DzKiZeQ42DUeOgsfj1fgw0LAzk9UEQBmG7"
                + "q8uO0X1TsErQyb2ZSMrz93FdkIhjxofMg+nE6eKwPftPosF7djw2mWvZAddpWmPwR4IPyL8S4jr/UhDjJfJfOUmC59qNWrmx"
                + "eWrC7AsFrnT4bT3Hx7EfQx1H0f3+J3WZf6WkkIwT8l85mxmEAP3/1v6X9fim/w9PAvS/j/t/ky76f7eYb9fLsP/hY7NC6b+y"
                + "/5OkwsN6uP9lFClC//vgZhYhAAAAAAAAAAAAAAAAAPhBe0la7ggAKAAA";
        String gnu =
                "H4sIAAAAAAACA+3UQQ6DIBBA0TkKJwAsVLcegEt0QUzTBkyLice3jRtduNTU9L/NkNlOPtpo04acunBPD9mHnW1N6xbved80vhYV"
                        + "5ADDu9xeSsmf6mPun9GkE9JlLILfv/836tr7zf4/P8C6f+eq60WUpf/d5RSJAAAAAAAAAAAAAAAA4MQmkZACmAAoAAA=";
        unpack("x.tar.gz", Base64.getDecoder().decode(pax));
        unpack("x.tgz", Base64.getDecoder().decode(gnu));
        Path longName = Path.of("people", "n".repeat(180) + ".txt");
        assertThat(folder.resolve("tar.gz").resolve(longName)).hasContent("one");
        assertThat(folder.resolve("tar.gz/people/\u738b\u4f1f").resolve("d/".repeat(80) + "\u00e4.txt"))
                .hasContent("two");
        assertThat(folder.resolve("tgz").resolve(longName)).hasContent("one");
    }

    /** The bytes of what an entry is called are held in memory, so they are few. */
    @Test
    void stopsAtAHeaderThatFillsTheMemory() throws IOException {
        byte[] header = TestArchives.join(TestArchives.entry("name", 'x', "0".repeat(2 << 20)), new byte[1024]);
        assertThatThrownBy(() -> unpack("x.tar", header))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("an entry whose header is longer than 1048576 bytes");
    }

    @Test
    void neverWritesOutsideItsFolder() throws IOException {
        for (String name : new String[] {"../out.txt", "a/../../out.txt", "/tmp/marginlab-out.txt"}) {
            byte[] tar = TestArchives.join(TestArchives.entry(name, '0', "x"), new byte[1024]);
            assertThatThrownBy(() -> unpack("x.tar", tar))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("an entry '" + name + "'");
            byte[] zip = TestArchives.zip(name, "x");
            assertThatThrownBy(() -> unpack("x.zip", zip))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("names inside the folder");
        }
        assertThat(folder.resolve("out.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "a folder with content/"})
    void stopsAtABomb(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 70; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThatThrownBy(() -> unpack("x.zip", bytes.toByteArray()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("grows more than 200 times");
    }

    @Test
    void stopsAtABombThatBelongsToNoFile() throws IOException {
        byte[] bomb = TestArchives.gzip(TestArchives.entry("a link", '2', "0".repeat(70 << 20)));
        assertThatThrownBy(() -> unpack("x.tgz", bomb))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("grows more than 200 times");
    }

    @Test
    void saysThatAnArchiveIsDamaged() throws IOException {
        byte[] tar = TestArchives.join(TestArchives.entry("a.txt", '0', "x".repeat(600)), new byte[1024]);
        for (int length : new int[] {100, 700}) {
            assertThatThrownBy(() -> unpack("x.tar", Arrays.copyOf(tar, length)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a damaged archive");
        }
        byte[] noSize = tar.clone();
        noSize[124] = 'x';
        assertThatThrownBy(() -> unpack("x.tar", noSize)).hasMessageContaining("a damaged archive");
        byte[] cut = Arrays.copyOf(TestArchives.gzip(tar), 30);
        assertThatThrownBy(() -> unpack("x.tgz", cut)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> unpack("x.tgz", tar)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> unpack("x.rar", tar)).hasMessageContaining("an archive of unknown kind");
    }

    @Test
    void saysWhichEntryHasTheNameOfAFolder() {
        byte[] tar = TestArchives.join(
                TestArchives.entry("a", '0', "x"),
                TestArchives.entry("a/b", '0', "x"),
                TestArchives.entry(".", '0', "x"),
                new byte[1024]);
        assertThatThrownBy(() -> unpack("x.tar", tar))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("an entry 'a/b' that cannot be written");
    }

    private void unpack(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        ArchiveFile.unpack(file, folder.resolve(name.substring(2)));
    }
}
