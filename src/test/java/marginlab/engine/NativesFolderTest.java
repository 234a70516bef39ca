package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.store.OtherUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class NativesFolderTest {
    @TempDir
    Path temporary;

    private Path none;

    @BeforeEach
    void noHome() {
        none = temporary.resolve("no-home");
    }

    private Path chosen() {
        return NativesFolder.instead(none, temporary).orElseThrow();
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void leavesAUserWithAHomeThere() {
        assertThat(NativesFolder.instead(temporary, temporary)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void takesOnePrivateFolderAndTheSameTheNextTime() throws Exception {
        Path first = chosen();
        Files.writeString(first.resolve("library.so"), "native code");
        assertThat(rights(first)).isEqualTo("rwx------");
        assertThat(chosen()).isEqualTo(first);
        try (var files = Files.list(temporary)) {
            assertThat(files).containsExactly(first);
        }
    }

    /** A folder that others may write to, and a link to one: somebody was there first. */
    @Test
    void takesNoFolderThatSomebodyElseMayHaveFilled() throws Exception {
        Path first = chosen();
        Path library = Files.writeString(first.resolve("library.so"), "native code");
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path second = chosen();
        assertThat(second).isNotEqualTo(first);
        assertThat(rights(second)).isEqualTo("rwx------");
        Files.delete(library);
        Files.delete(first);
        Path theirs = Files.createDirectory(temporary.resolve("theirs"));
        Files.createSymbolicLink(first, theirs);
        Path third = chosen();
        assertThat(third).isNotEqualTo(first).isNotEqualTo(second);
        assertThat(third.toRealPath()).isEqualTo(third.toRealPath(LinkOption.NOFOLLOW_LINKS));
        assertThat(theirs).isEmptyDirectory();
    }

    @Test
    @EnabledIf(
            value = "marginlab.store.OtherUser#isThere",
            disabledReason = "needs root and runuser, to act as a second user")
    void takesNoFolderOfAnotherUser() throws Exception {
        Path first = chosen();
        Files.delete(first);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(OtherUser.run("mkdir", "-m", "700", first.toString()).code()).isZero();
        assertThat(OtherUser.run("touch", first.resolve("library.so").toString())
                        .code())
                .isZero();
        Path chosen = chosen();
        assertThat(chosen).isNotEqualTo(first).isEmptyDirectory();
        assertThat(Files.getOwner(chosen).getName()).isEqualTo(System.getProperty("user.name"));
    }

    /** What a coordinator without a home tells each of its workers. */
    static final class Coordinator {
        public static void main(String[] arguments) throws Exception {
            Map<String, String> first = new TreeMap<>();
            Map<String, String> second = new TreeMap<>();
            NativesFolder.share(first);
            NativesFolder.share(second);
            Map<String, String> said = new TreeMap<>(Map.of(NativesFolder.VARIABLE, "as the user says"));
            NativesFolder.share(said);
            Path folder = Path.of(first.get(NativesFolder.VARIABLE));
            Files.writeString(folder.resolve("library.so"), "native code");
            System.out.print(folder + "\n" + second.get(NativesFolder.VARIABLE) + "\n"
                    + said.get(NativesFolder.VARIABLE) + "\n");
        }
    }

    /** The name that is the same each time is a file of somebody's. */
    @Test
    void allWorkersOfASweepTakeOneFolderWhichGoesWithIt() throws Exception {
        Path first = chosen();
        Files.delete(first);
        Files.createFile(first);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + none,
                "-Djava.io.tmpdir=" + temporary,
                Coordinator.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove(NativesFolder.VARIABLE);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> said = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isZero();

        assertThat(said).hasSize(3).last().isEqualTo("as the user says");
        assertThat(said.get(0))
                .isEqualTo(said.get(1))
                .startsWith(temporary.resolve("marginlab-natives-").toString());
        try (var files = Files.list(temporary)) {
            assertThat(files).containsExactly(first);
        }
    }
}
