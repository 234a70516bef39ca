package marginlab.data;

import java.util.List;

/** A value in a verification file. Bytes stay in the file: a value knows where they are. */
sealed interface Pickled {

    /** Bytes or a Python 2 {@code str}, in the file from an offset. */
    record Bytes(long offset, int length) implements Pickled {}

    record Text(String text) implements Pickled {}

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

    /** A numpy element type by its code: {@code u1}, {@code b1}. */
    record Type(String code) implements Pickled {}

    /** A numpy array of single bytes, empty until its state arrives. */
    final class Array implements Pickled {
        private Bytes content;

        /** Null until the state has been given. */
        Bytes content() {
            return content;
        }

        void content(Bytes bytes) {
            content = bytes;
        }
    }

    /** The only names that a verification file may ask for. None is looked up or run: the machine knows what they mean. */
    enum Global implements Pickled {
        RECONSTRUCT("multiarray", "_reconstruct"),
        SCALAR("multiarray", "scalar"),
        FROM_BUFFER("numeric", "_frombuffer"),
        ARRAY("", "ndarray"),
        DTYPE("", "dtype");

        private final String module;
        private final String name;

        Global(String module, String name) {
            this.module = module;
            this.name = name;
        }

        /** The name as numpy wrote it before 2.0 ({@code numpy.core}) and since ({@code numpy._core}), or null. */
        static Global of(String module, String name) {
            for (Global global : values()) {
                boolean home = global.module.isEmpty()
                        ? module.equals("numpy")
                        : module.equals("numpy.core." + global.module) || module.equals("numpy._core." + global.module);
                if (home && name.equals(global.name)) {
                    return global;
                }
            }
            return null;
        }
    }
}
