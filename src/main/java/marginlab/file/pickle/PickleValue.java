package marginlab.file.pickle;

import java.util.List;
import java.util.Map;
import marginlab.file.DiskFile;
import marginlab.file.array.Element;
import marginlab.problem.FileProblem;

/** A value in a verification file or a file of PyTorch's. Bytes stay in the file: a value knows where they are. */
public sealed interface PickleValue
        permits PickleValue.Bytes,
                PickleValue.Text,
                PickleValue.Whole,
                PickleValue.Real,
                PickleValue.Flag,
                PickleValue.PickleConstant,
                PickleValue.Sequence,
                PickleValue.Array,
                PickleValue.Global,
                PickleValue.Entries,
                PickleValue.Opaque,
                PickleValue.Storage,
                PickleValue.PickledTensor,
                NumpyElementType {

    /**
     * Bytes or a Python 2 {@code str}, in the file from an offset.
     *
     * @param length in the file
     * @param form how they stand there
     */
    record Bytes(long offset, int length, PickleBytes form) implements PickleValue {

        public byte[] read(DiskFile file) {
            return form.decode(file.read(offset, length))
                    .orElseThrow(() -> FileProblem.atByte(
                            file.path(), offset, "text that stands for no bytes", "characters up to number 255"));
        }

        /** Whether they can be so many. */
        boolean canBe(double count) {
            return form.canBe(length, count);
        }
    }

    /** Text in the file: in UTF-8, or as protocol 0 writes it. */
    record Text(Bytes bytes) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Flag(boolean value) implements PickleValue {}

    /** Values without content of their own. */
    enum PickleConstant implements PickleValue {
        NONE,
        /** Where the items of a list or tuple begin on the stack. */
        MARK
    }

    /** A list or a tuple; only lists grow. */
    record Sequence(List<PickleValue> items, boolean grows) implements PickleValue {}

    /** A numpy array, empty until its state arrives. */
    final class Array implements PickleValue {
        private Bytes content;
        private NumpyElementType type;

        /** Null until the state has been given. */
        public Bytes content() {
            return content;
        }

        /** Null until the state has been given. */
        public NumpyElementType type() {
            return type;
        }

        void fill(NumpyElementType elements, Bytes bytes) {
            type = elements;
            content = bytes;
        }
    }

    /** The only names that a verification file may ask for. None is looked up or run: the machine knows what they mean. */
    enum Global implements PickleValue {
        // numpy moved from numpy.core to numpy._core in version 2.0.
        RECONSTRUCT("_reconstruct", "numpy.core.multiarray", "numpy._core.multiarray"),
        SCALAR("scalar", "numpy.core.multiarray", "numpy._core.multiarray"),
        FROM_BUFFER("_frombuffer", "numpy.core.numeric", "numpy._core.numeric"),
        ARRAY("ndarray", "numpy"),
        DTYPE("dtype", "numpy"),
        /** What makes bytes of a text. */
        ENCODE("encode", "_codecs"),
        /** Makes an array of bytes, or of a text as {@link #ENCODE} does: each Python before protocol 5. */
        BYTE_ARRAY("bytearray", "__builtin__", "builtins");

        private final String name;
        private final List<String> modules;

        Global(String name, String... modules) {
            this.name = name;
            this.modules = List.of(modules);
        }

        /** What a file means by a name of a module, or null. */
        static Global of(String module, String name) {
            for (Global global : values()) {
                if (global.name.equals(name) && global.modules.contains(module)) {
                    return global;
                }
            }
            return null;
        }
    }

    /** A dictionary, as far as its keys are text or whole numbers. */
    record Entries(Map<String, PickleValue> items) implements PickleValue {}

    /** Something of a class that is not looked up, by its name: {@code torch.Size}. */
    record Opaque(String name) implements PickleValue {}

    /**
     * Numbers of PyTorch's outside the pickle.
     *
     * @param element what one of them is
     * @param key under which the file has them
     * @param count how many the pickle says that there are
     */
    record Storage(Element element, String key, long count) implements PickleValue {}

    /** A view of a storage: the place of its first number, its sides, and how far apart neighbours are along each. */
    record PickledTensor(Storage storage, long offset, long[] shape, long[] strides) implements PickleValue {}
}
