package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import marginlab.problem.ProblemException;
import marginlab.store.file.StoreLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine gets of a sweep: nothing. In a folder that everybody may enter, as {@code /data} often is. */
@EnabledIf(
        value = "marginlab.store.OtherUser#isThere",
        disabledReason = "needs root and runuser, to act as a second user")
class TwoUsersTest {
    private static final String CONNECT = "use Socket; socket(my $s, AF_UNIX, SOCK_STREAM, 0);"
            + " connect($s, sockaddr_un($ARGV[0])) or die qq(refused\\n);"
            + " print sysread($s, my $said, 4) ? qq(answered\\n) : qq(silence\\n);";

    @TempDir
    Path folder;

    private StoreLocation location;
    private Store owner;

    @BeforeEach
    void open() throws Exception {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        for (Path open : List.of(folder, runs)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        location = StoreLocation.of(runs.resolve("marginlab").toString());
        owner = Store.open(location.path().toString(), StoreMode.OWNER);
        owner.ingest(TestTrials.trial(1), WholeRun.whole(0.875));
    }

    @AfterEach
    void close() {
        if (owner != null) {
            owner.close();
        }
    }

    private void end() {
        owner.close();
        owner = null;
    }

    @Test
    void readsNoFileOfAStore() throws Exception {
        assertThat(OtherUser.run("ls", location.path().getParent().toString()).said())
                .contains("marginlab.mv.db", "marginlab.owner", "marginlab.socket");
        for (Path file : List.of(location.file(), location.owner())) {
            assertThat(OtherUser.run("cat", file.toString()).said()).contains("Permission denied");
        }
    }

    @Test
    void isNotAnsweredByTheOwner() throws Exception {
        String socket = location.socket().toString();
        assertThat(OtherUser.run("perl", "-e", CONNECT, socket).said()).contains("refused");
        // As under a umask that lets everybody connect: who it is decides.
        Files.setPosixFilePermissions(location.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(OtherUser.run("perl", "-e", CONNECT, socket).said()).isEqualTo("silence\n");
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThat(reader.latest(2)).hasSize(1);
        }
    }

    @Test
    void readsACopyOfAStoreOfSomebodyElseAndWritesToNone() throws Exception {
        end();
        Path theirs = location.path().getParent();
        change("chown", "-R", "nobody", theirs.toString());
        byte[] before = Files.readAllBytes(location.file());
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThat(reader.latest(2)).hasSize(1);
        }
        assertThatThrownBy(() -> Store.open(location.path().toString(), StoreMode.OWNER))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("nobody");
        assertThat(Files.readAllBytes(location.file())).isEqualTo(before);
        change("chown", "-R", "root", theirs.toString());
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> Store.open(location.path().toString(), StoreMode.OWNER))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("others can write");
    }

    /** What a reader copies it removes. */
    @Test
    void leavesNoCopyBehind() throws Exception {
        end();
        change("chown", "nobody", location.file().toString());
        List<Path> before = copies();
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThat(reader.latest(2)).hasSize(1);
            assertThat(copies()).hasSize(before.size() + 1);
        }
        assertThat(copies()).isEqualTo(before);
    }

    private static List<Path> copies() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            // Stores of other tests are there too, in folders that JUnit made.
            return files.filter(file -> file.getFileName().toString().startsWith("marginlab-"))
                    .filter(file -> Files.exists(file.resolve("marginlab.mv.db")))
                    .sorted()
                    .toList();
        }
    }

    private static void change(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
