package marginlab.data;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A value in a verification file. Bytes stay in the file: a value knows where they are. */
sealed interface Pickled {

    /**
     * Bytes or a Python 2 {@code str}, in the file from an offset.
     *
     * @param length in the file
     * @param isText whether each stands there as the character of its number in UTF-8, as Python 3 writes them up to protocol 2
     */
    record Bytes(long offset, int length, boolean isText) implements Pickled {

        byte[] read(DiskFile file) {
            byte[] bytes = file.read(offset, length);
            if (!isText) {
                return bytes;
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.chars().anyMatch(character -> character > 0xFF)) {
                throw Broken.atByte(
                        file.path(), offset, "text that stands for no bytes", "characters up to number 255");
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Whether they can be so many. */
        boolean canBe(double count) {
            return isText ? count <= length && 2 * count >= length : count == length;
        }
    }

    /** Text in UTF-8, in the file. */
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
        DTYPE("", "dtype"),
        /** What makes bytes of a text. */
        ENCODE("_codecs", "encode");

        private final String module;
        private final String name;

        Global(String module, String name) {
            this.module = module;
            this.name = name;
        }

        /** The name as numpy wrote it before 2.0 ({@code numpy.core}) and since ({@code numpy._core}), or null. */
        static Global of(String module, String name) {
            for (Global global : values()) {
                boolean home = global == ENCODE
                        ? module.equals(global.module)
                        : global.module.isEmpty()
                                ? module.equals("numpy")
                                : module.equals("numpy.core." + global.module)
                                        || module.equals("numpy._core." + global.module);
                if (home && name.equals(global.name)) {
                    return global;
                }
            }
            return null;
        }
    }
}
