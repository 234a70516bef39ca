package marginlab.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFilesTest {
    @TempDir
    Path folder;

    /** Makes what runs make; in a process of its own, for whom the environment decides. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] arguments) throws Exception {
            Path runs = PrivateFiles.folder(Path.of(arguments[0], "above", "runs"));
            PrivateFiles.file(runs.resolve("file"));
            PrivateFiles.open(runs.resolve("opened"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                    .close();
            PrivateFiles.write(runs.resolve("written"), new byte[] {1});
            // As a worker and its libraries do, who know nothing of rights.
            new ProcessBuilder(PrivateFiles.command(
                            List.of("/bin/sh", "-c", "mkdir \"$0/made\"; echo > \"$0/made/by\"", runs.toString())))
                    .start()
                    .waitFor();
        }
    }

    /** Under a umask that takes nothing away. */
    private int make(String share) throws Exception {
        ProcessBuilder maker = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "umask 0; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Maker.class.getName(),
                folder.toString());
        maker.environment().put("MARGINLAB_SHARE", share);
        return maker.redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @ParameterizedTest
    @CsvSource({"'',rwx------,rw-------", "group,rwxr-x---,rw-r-----", "all,rwxr-xr-x,rw-r--r--"})
    void letsNobodyElseInUnlessToldSo(String share, String ofFolders, String ofFiles) throws Exception {
        assertThat(make(share)).isZero();
        Path runs = folder.resolve("above").resolve("runs");
        for (Path made : Set.of(runs, runs.getParent(), runs.resolve("made"))) {
            assertThat(rights(made)).isEqualTo(ofFolders);
        }
        for (String file : Set.of("file", "opened", "written", "made/by")) {
            assertThat(rights(runs.resolve(file))).isEqualTo(ofFiles);
        }
    }

    @Test
    void takesNoOtherWordForIt() throws Exception {
        assertThat(make("everybody")).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
