package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import marginlab.problem.ProblemException;
import marginlab.store.file.OwnerLock;
import marginlab.store.file.StoreLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of somebody else's that holds the lock of a store, on this machine, and answers as it likes. */
class FakeOwnerTest {
    private static final int GREETING = WireFormat.GREETING;
    private static final int ROW = 1;
    private static final int END = 2;
    private static final int FAILED = 3;
    private static final int ABSENT = 0;
    private static final int TEXT = 4;
    private static final int LIST = 5;

    @TempDir
    Path folder;

    private StoreLocation location;
    private OwnerLock lock;
    private ServerSocketChannel server;

    /** What it says to a question; the bytes come again for ever where it repeats them. */
    private interface Said {
        void to(DataOutputStream out) throws IOException;
    }

    @BeforeEach
    void hold() throws IOException {
        location = StoreLocation.of(folder.resolve("marginlab").toString());
        lock = OwnerLock.take(location.owner());
        lock.announce(OwnerLock.MACHINE + OwnerLock.machine());
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(location.socket()));
    }

    @AfterEach
    void release() throws IOException {
        server.close();
        lock.close();
    }

    private void answer(Said said, boolean isEndless) {
        Thread owner = new Thread(() -> {
            try (SocketChannel reader = server.accept()) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(reader));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(reader));
                out.writeInt(GREETING);
                assertThat(in.readUTF()).isEqualTo("LATEST");
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                do {
                    said.to(new DataOutputStream(bytes));
                } while (isEndless && bytes.size() < 1 << 16);
                do {
                    out.write(bytes.toByteArray());
                } while (isEndless);
                // Until the reader leaves.
                in.transferTo(new ByteArrayOutputStream());
            } catch (IOException e) {
                // The reader has left.
            }
        });
        owner.setDaemon(true);
        owner.start();
    }

    private void assertIsRefused(String what, Said said, boolean isEndless, String word) {
        answer(said, isEndless);
        try (Store reader = Store.open(location.path().toString(), StoreMode.READER)) {
            assertThatThrownBy(() -> reader.latest(1))
                    .as(what)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("answers as marginlab never does")
                    .hasMessageContaining(word);
        }
    }

    @Test
    void isRefusedAtItsFirstStrangeWord() {
        Map<String, Said> answers = new TreeMap<>();
        answers.put("a length of 2147483647", out -> text(row(out, 1), Integer.MAX_VALUE));
        answers.put("a length of -5", out -> row(out, -5));
        answers.put("a length of 33", out -> row(out, 33));
        answers.put("a list within a list", out -> list(list(row(out, 1), 1), 1));
        answers.put("a value of kind 9", out -> row(out, 1).writeByte(9));
        answers.put("an answer of kind 9", out -> out.writeByte(9));
        answers.put("column 1 is not as it was asked for", out -> row(out, 0).writeByte(END));
        answers.put("a failure that is none", out -> {
            out.writeByte(FAILED);
            out.writeInt(0);
        });
        answers.forEach((word, said) -> assertIsRefused(word, said, false, word));
    }

    /** Each takes more memory of the reader than there is, were it kept. */
    @Test
    void doesNotFillMemoryWithAnAnswerWithoutAnEnd() {
        assertIsRefused(
                "texts",
                out -> {
                    text(row(out, 1), 1 << 20);
                    out.write(new byte[1 << 20]);
                },
                true,
                "there is room for");
        assertIsRefused(
                "values that are absent",
                out -> row(out, 2).write(new byte[] {ABSENT, ABSENT}),
                true,
                "there is room for");
    }

    @Test
    void doesNotFillMemoryWithListsOfNothing() {
        assertIsRefused(
                "a list",
                out -> {
                    row(out, 32);
                    for (int i = 0; i < 32; i++) {
                        list(out, 10_000_000).write(new byte[10_000_000]);
                    }
                },
                false,
                "there is room for");
    }

    private static DataOutputStream row(DataOutputStream out, int columns) throws IOException {
        out.writeByte(ROW);
        out.writeInt(columns);
        return out;
    }

    private static DataOutputStream list(DataOutputStream out, int length) throws IOException {
        out.writeByte(LIST);
        out.writeInt(length);
        return out;
    }

    private static void text(DataOutputStream out, int length) throws IOException {
        out.writeByte(TEXT);
        out.writeInt(length);
    }
}
