package marginlab.engine;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
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
        List<ByteBuffer> held = new ArrayList<>();
        freeWhatNobodyRefersTo();
        for (int i = 0; i < BUFFERS; i++) {
            // As small as that of one number.
            ByteBuffer memory = ByteBuffer.allocateDirect(Float.BYTES + i % 16).order(ByteOrder.nativeOrder());
            held.add(memory.putFloat(0, THEIRS));
        }
        return held;
    }

    /**
     * What a collection found is freed by a thread of Java's, in one list after the other: when something of the second one has been
     * told, all of the first is free.
     */
    private static void freeWhatNobodyRefersTo() {
        ReferenceQueue<Object> told = new ReferenceQueue<>();
        for (int collection = 0; collection < 2; collection++) {
            PhantomReference<Object> one = new PhantomReference<>(new Object(), told);
            try {
                Reference<?> first = null;
                while (first == null) {
                    System.gc();
                    first = told.remove(1000);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Reference.reachabilityFence(one);
        }
    }
}
