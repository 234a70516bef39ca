package marginlab.data;

import java.util.List;

/** A value in a verification file. Bytes stay in the file: a value knows where they are. */
sealed interface Pickled
        permits Pickled.Bytes,
                Pickled.Text,
                Pickled.Whole,
                Pickled.Real,
                Pickled.Flag,
                Pickled.Constant,
                Pickled.Sequence,
                Pickled.Array,
                Pickled.Global,
                ElementType {

    /**
     * Bytes or a Python 2 {@code str}, in the file from an offset.
     *
     * @param length in the file
     * @param form how they stand there
     */
    record Bytes(long offset, int length, BytesForm form) implements Pickled {

        byte[] read(DiskFile file) {
            return form.decode(file.read(offset, length))
                    .orElseThrow(() -> Broken.atByte(
                            file.path(), offset, "text that stands for no bytes", "characters up to number 255"));
        }

        /** Whether they can be so many. */
        boolean canBe(double count) {
            return form.canBe(length, count);
        }
    }

    /** Text in the file: in UTF-8, or as protocol 0 writes it. */
    record Text(Bytes bytes) implements Pickled {}

    record Whole(long value) implements Pickled {}

    record Real(double value) implements Pickled {}

    record Flag(boolean value) implements Pickled {}

    /** Values without content of their own. */
    enum Constant implements Pickled {
        NONE,
        /** Where the items of a list or tuple begin on the stack. */
        MARK
    }

    /** A list or a tuple; only lists grow. */
    record Sequence(List<Pickled> items, boolean grows) implements Pickled {}

    /** A numpy array, empty until its state arrives. */
    final class Array implements Pickled {
        private Bytes content;
        private ElementType type;

        /** Null until the state has been given. */
        Bytes content() {
            return content;
        }

        /** Null until the state has been given. */
        ElementType type() {
            return type;
        }

        void fill(ElementType elements, Bytes bytes) {
            type = elements;
            content = bytes;
        }
    }

    /** The only names that a verification file may ask for. None is looked up or run: the machine knows what they mean. */
    enum Global implements Pickled {
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
}
