package marginlab.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Frees what nobody refers to any more, and lets others write there: what an engine still reads of it is wrong. */
public final class OthersMemory {
    private static final int BUFFERS = 10_000;
    private static final float THEIRS = 777;

    private OthersMemory() {}

    /** @return the buffers of others, to be held until the engine has read */
    public static List<ByteBuffer> write() {
        System.gc();
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            // As small as that of one number.
            ByteBuffer memory = ByteBuffer.allocateDirect(Float.BYTES + i % 16).order(ByteOrder.nativeOrder());
            held.add(memory.putFloat(0, THEIRS));
        }
        return held;
    }
}
