package marginlab.engine;

import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.ndarray.NDArray;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An operator of MXNet that writes into several arrays: DJL's own call hands over one (DJL 0.35.1, {@code JnaUtils.imperativeInvoke}). */
final class MxnetOperator {
    /**
     * As DJL opens the library: lazily and for nobody else. JNA's own flags would lend its symbols to whatever is loaded after it, and
     * it carries another version of libjpeg than the one that the JDK of some distributions asks the system for.
     */
    private static final int LAZY_AND_LOCAL = 1;

    static {
        Native.register(
                MxnetOperator.class,
                NativeLibrary.getInstance(LibUtils.getLibName(), Map.of(Library.OPTION_OPEN_FLAGS, LAZY_AND_LOCAL)));
    }

    private final Pointer handle;

    /** The operator of a name. */
    MxnetOperator(String name) {
        PointerByReference found = new PointerByReference();
        check(NNGetOpHandle(name, found));
        handle = found.getValue();
    }

    private static native int NNGetOpHandle(String name, PointerByReference handle);

    private static native int MXImperativeInvokeEx(
            Pointer operator,
            int inputs,
            Pointer inputHandles,
            IntByReference outputs,
            PointerByReference outputHandles,
            int parameters,
            Pointer keys,
            Pointer values,
            PointerByReference outputTypes);

    private static native String MXGetLastError();

    /**
     * Asks for the work, which the engine does when it can.
     *
     * @param outputs existing arrays, which are overwritten
     */
    void invoke(List<NDArray> inputs, List<NDArray> outputs, Map<String, String> parameters) {
        try (Memory in = handles(inputs);
                Memory out = handles(outputs);
                Texts keys = new Texts(List.copyOf(parameters.keySet()));
                Texts values = new Texts(List.copyOf(parameters.values()))) {
            check(MXImperativeInvokeEx(
                    handle,
                    inputs.size(),
                    in,
                    new IntByReference(outputs.size()),
                    new PointerByReference(out),
                    parameters.size(),
                    keys.addresses,
                    values.addresses,
                    new PointerByReference()));
        }
    }

    private static Memory handles(List<NDArray> arrays) {
        Memory handles = new Memory((long) Native.POINTER_SIZE * arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            handles.setPointer((long) Native.POINTER_SIZE * i, ((MxNDArray) arrays.get(i)).getHandle());
        }
        return handles;
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("MXNet: " + MXGetLastError());
        }
    }

    /** Texts of C: their addresses, and behind these the bytes. */
    private static final class Texts implements AutoCloseable {
        private final Memory addresses;

        Texts(List<String> texts) {
            int first = Native.POINTER_SIZE * texts.size();
            long bytes = first;
            for (String text : texts) {
                bytes += text.length() + 1L;
            }
            addresses = new Memory(bytes);
            long next = first;
            for (int i = 0; i < texts.size(); i++) {
                addresses.setPointer((long) Native.POINTER_SIZE * i, addresses.share(next));
                addresses.setString(next, texts.get(i), StandardCharsets.US_ASCII.name());
                next += texts.get(i).length() + 1L;
            }
        }

        @Override
        public void close() {
            addresses.close();
        }
    }
}
