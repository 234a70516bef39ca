package marginlab.dataset.pack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
import marginlab.file.AtomicFile;
import marginlab.file.pickle.PickleOpcode;

/**
 * Writes a verification set as InsightFace's trainers read it: a pickle of {@code ([images], [same])}, images 2i and 2i + 1
 * being pair i.
 *
 * <p>The bytes are those of Python 3 pickling lists of {@code bytes} and {@code bool} at protocol 3. Images go to the disk as
 * they come; the file stands in its place after {@link #commit()} or not at all.
 */
public final class BinWriter implements AutoCloseable {
    /** Python's pickler appends to a list in batches of so many. */
    private static final int BATCH = 1000;

    private final AtomicFile out;
    private final BitSet same = new BitSet();
    private int pairs;
    private int memo;

    public BinWriter(Path bin) {
        out = new AtomicFile(bin);
        out.write(PickleOpcode.PROTO.code());
        out.write(3);
        emptyList();
    }

    /** Appends a pair of encoded images. */
    public void write(byte[] left, byte[] right, boolean samePerson) {
        image(2L * pairs, left);
        image(2L * pairs + 1, right);
        same.set(pairs, samePerson);
        pairs++;
    }

    /** Finishes the file and puts it in its place. */
    public void commit() {
        if (pairs == 0) {
            throw new IllegalStateException("a verification set without pairs");
        }
        if (2L * pairs % BATCH != 0) {
            out.write(PickleOpcode.APPENDS.code());
        }
        emptyList();
        if (pairs == 1) {
            out.write(answer(0));
            out.write(PickleOpcode.APPEND.code());
        } else {
            for (int i = 0; i < pairs; i++) {
                open(i);
                out.write(answer(i));
                closeBatch(i, i == pairs - 1);
            }
        }
        out.write(PickleOpcode.TUPLE2.code());
        memorise();
        out.write(PickleOpcode.STOP.code());
        out.finish();
        out.move();
    }

    /** Drops everything unless it was committed. */
    @Override
    public void close() {
        out.close();
    }

    private void image(long i, byte[] encoded) {
        open(i);
        if (encoded.length < 256) {
            out.write(PickleOpcode.SHORT_BINBYTES.code());
            out.write(encoded.length);
        } else {
            out.write(PickleOpcode.BINBYTES.code());
            out.write(u32(encoded.length));
        }
        out.write(encoded);
        memorise();
        closeBatch(i, false);
    }

    private void open(long i) {
        if (i % BATCH == 0) {
            out.write(PickleOpcode.MARK.code());
        }
    }

    private void closeBatch(long i, boolean last) {
        if (last || i % BATCH == BATCH - 1) {
            out.write(PickleOpcode.APPENDS.code());
        }
    }

    private int answer(int pair) {
        return (same.get(pair) ? PickleOpcode.NEWTRUE : PickleOpcode.NEWFALSE).code();
    }

    private void emptyList() {
        out.write(PickleOpcode.EMPTY_LIST.code());
        memorise();
    }

    private void memorise() {
        if (memo < 256) {
            out.write(PickleOpcode.BINPUT.code());
            out.write(memo);
        } else {
            out.write(PickleOpcode.LONG_BINPUT.code());
            out.write(u32(memo));
        }
        memo++;
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
