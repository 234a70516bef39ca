package marginlab.store;

import static marginlab.store.WholeRun.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.plan.Trial;
import marginlab.store.file.StoreLocation;
import marginlab.store.record.StoreChanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an owner says to readers over its socket, and to whoever else gets there. */
class OwnerSocketTest {
    @TempDir
    Path folder;

    private final Trial trial = TestTrials.trial(1);
    private StoreLocation location;
    private Store owner;

    @BeforeEach
    void open() {
        location = StoreLocation.of(folder.resolve("runs/marginlab").toString());
        owner = Store.open(location.path().toString(), StoreMode.OWNER);
        owner.ingest(trial, whole(0.875));
        owner.keep("table2", "name: table2", List.of(trial.id()));
        owner.annotate(trial.id(), List.of("good"), "ü 面 𝄞");
    }

    @AfterEach
    void close() {
        owner.close();
    }

    @Test
    void answersEveryQuestionAsTheOwnerItselfDoes() {
        List<String> ids = List.of(trial.id());
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThat(reader.runs(ids)).isEqualTo(owner.runs(ids)).hasSize(1);
            assertThat(reader.outlines(ids)).isEqualTo(owner.outlines(ids)).hasSize(1);
            assertThat(reader.latest(3)).isEqualTo(owner.latest(3)).hasSize(1);
            assertThat(reader.metrics(ids)).isEqualTo(owner.metrics(ids)).hasSize(1);
            assertThat(reader.since(StoreChanges.ReadPosition.START, List.of()))
                    .isEqualTo(owner.since(StoreChanges.ReadPosition.START, List.of()));
            assertThat(reader.states(ids)).isEqualTo(owner.states(ids)).hasSize(1);
            assertThat(reader.done(List.of(trial.objective()), List.of(1L)))
                    .isEqualTo(owner.done(List.of(trial.objective()), List.of(1L)))
                    .hasSize(1);
            assertThat(reader.durations(trial))
                    .isEqualTo(owner.durations(trial))
                    .hasSize(1);
            assertThat(reader.find(trial.id().substring(0, 8))).isEqualTo(owner.find(trial.id()));
            assertThat(reader.experiments()).containsExactly("table2");
            assertThat(reader.members("table2")).isEqualTo(ids);
            assertThat(reader.definition("table2")).contains("name: table2");
            assertThat(reader.experiments(ids))
                    .isEqualTo(owner.experiments(ids))
                    .hasSize(1);
            assertThat(reader.tags(ids)).isEqualTo(owner.tags(ids)).hasSize(1);
            assertThat(reader.notes(ids)).containsEntry(trial.id(), "ü 面 𝄞");
        }
    }

    /** People write tags and notes while a sweep runs, which is the owner. */
    @Test
    void setsTagsAndNotesForWhoReads() {
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            reader.annotate(trial.id(), List.of("paper", "best"), "'); DROP TABLE trial; --");

            assertThat(owner.tags(List.of(trial.id())).get(trial.id())).containsExactly("best", "paper");
            assertThat(reader.tags()).isEqualTo(owner.tags()).hasSize(1);
            assertThat(reader.notes())
                    .isEqualTo(owner.notes())
                    .containsExactly(Map.entry(trial.id(), "'); DROP TABLE trial; --"));
            assertThat(reader.memberships())
                    .isEqualTo(owner.memberships())
                    .containsExactly(Map.entry(trial.id(), List.of("table2")));
            assertThatThrownBy(() -> reader.annotate("none", List.of(), ""))
                    .hasMessageContaining("no run with this id");
        }
        owner.close();
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            reader.annotate(trial.id(), List.of(), "without an owner");
            assertThat(reader.tags()).isEmpty();
            assertThat(reader.notes()).containsEntry(trial.id(), "without an owner");
        }
        owner = Store.open(location.path().toString(), StoreMode.OWNER);
    }

    @Test
    void hangsUpOnRemarksThatAreNone() throws Exception {
        for (Object[] arguments : List.of(
                new Object[] {},
                new Object[] {trial.id(), "no list", ""},
                new Object[] {trial.id(), new Object[] {}, 7},
                new Object[] {1L, new Object[] {"good"}, "note"})) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(location.socket()))) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
                assertThat(in.readInt()).isEqualTo(WireFormat.GREETING);
                out.writeUTF(WireFormat.ANNOTATE);
                WireFormat.write(out, arguments);
                out.flush();
                assertThatThrownBy(in::readByte).isInstanceOf(EOFException.class);
            }
        }
        assertThat(owner.notes()).containsEntry(trial.id(), "ü 面 𝄞");
    }

    @Test
    void makesEverythingForItsUserAlone() throws Exception {
        assertThat(rights(location.path().getParent())).isEqualTo("rwx------");
        for (Path file : List.of(location.file(), location.owner(), location.socket())) {
            assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------");
        }
        owner.close();
        try (Stream<Path> files = Files.list(location.path().getParent())) {
            assertThat(files).allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
        }
        owner = Store.open(location.path().toString(), StoreMode.OWNER);
    }

    @Test
    void takesBackTheRightsThatAnOlderVersionGave() throws Exception {
        owner.close();
        for (Path file : List.of(location.file(), location.owner())) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        owner = Store.open(location.path().toString(), StoreMode.OWNER);
        for (Path file : List.of(location.file(), location.owner())) {
            assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------");
        }
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** A statement, a question of no kind, bytes of no kind: the end of the stream is the only answer. */
    @Test
    void hangsUpOnWhoAsksAnythingElse() throws Exception {
        for (String asked : List.of("SELECT 1", "runs", "", "METRICS\0")) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(location.socket()))) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
                assertThat(in.readInt()).isEqualTo(WireFormat.GREETING);
                out.writeUTF(asked);
                assertThatThrownBy(in::readByte).as(asked).isInstanceOf(EOFException.class);
            }
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(location.socket()))) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            assertThat(in.readInt()).isEqualTo(WireFormat.GREETING);
            out.writeUTF("METRICS");
            out.writeInt(Integer.MAX_VALUE);
            out.flush();
            assertThatThrownBy(in::readByte).isInstanceOf(EOFException.class);
        }
        assertThat(owner.latest(2)).hasSize(1);
    }

    /** A text that looks like SQL is an argument like any other. */
    @Test
    void takesArgumentsForTexts() {
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            String injected = "' OR 1=1; DROP TABLE trial; --";
            assertThat(reader.runs(List.of(injected))).isEmpty();
            assertThat(reader.definition(injected)).isEmpty();
            assertThat(reader.latest(2)).hasSize(1);
        }
    }

    @Test
    void answersWhileManyHoldAConnectionAndSayNothing() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(location.socket())));
            }
            try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
                assertThat(reader.latest(2)).hasSize(1);
            }
        } finally {
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }

    /** The system takes some hundred bytes of a socket's path. */
    @Test
    void answersInAFolderWithALongName() throws Exception {
        Path deep = folder.resolve("d".repeat(120)).resolve("e".repeat(120)).resolve("marginlab");
        try (Store far = Store.open(deep.toString(), StoreMode.OWNER);
                Store reader = Store.open(deep.toString(), StoreMode.READER)) {
            far.ingest(trial, whole(0.875));
            assertThat(reader.latest(2)).hasSize(1);
            assertThat(StoreLocation.of(deep.toString()).socket()).exists();
        }
        assertThat(StoreLocation.of(deep.toString()).socket()).doesNotExist();
    }

    /** It would lead to a service of somebody else's, which would be sent questions. */
    @Test
    void asksNobodyThroughALink() throws Exception {
        Path away = Files.move(location.socket(), location.socket().resolveSibling("away"));
        Files.createSymbolicLink(location.socket(), away);
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThatThrownBy(() -> reader.latest(1)).hasMessageContaining("a link");
        }
    }

    /** What stands in the owner's way is not written to. */
    @Test
    void ownsNothingThroughALink() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        for (String suffix : List.of(".owner", ".mv.db", ".socket", "-making.mv.db", ".trace.db")) {
            Path other = folder.resolve("other" + suffix).resolve("marginlab");
            Files.createDirectory(other.getParent());
            Files.createSymbolicLink(other.resolveSibling("marginlab" + suffix), precious);
            if (List.of(".owner", ".mv.db").contains(suffix)) {
                assertThatThrownBy(() -> Store.open(other.toString(), StoreMode.OWNER))
                        .hasMessageContaining("a link");
            } else {
                Store.open(other.toString(), StoreMode.OWNER).close();
            }
            assertThat(precious).hasContent("precious");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opensNoPort() throws Exception {
        Set<String> ours = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    ours.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        for (String list : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            List<String> listening = Files.readAllLines(Path.of(list)).stream()
                    .map(line -> line.strip().split(" +"))
                    .filter(words -> words[3].equals("0A"))
                    .map(words -> "socket:[" + words[9] + "]")
                    .filter(ours::contains)
                    .toList();
            assertThat(listening).isEmpty();
        }
    }
}
