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
        // numpy moved from numpy.core to numpy._core in version 2.0.
        RECONSTRUCT("_reconstruct", "numpy.core.multiarray", "numpy._core.multiarray"),
        SCALAR("scalar", "numpy.core.multiarray", "numpy._core.multiarray"),
        FROM_BUFFER("_frombuffer", "numpy.core.numeric", "numpy._core.numeric"),
        ARRAY("ndarray", "numpy"),
        DTYPE("dtype", "numpy"),
        /** What makes bytes of a text. */
        ENCODE("encode", "_codecs");

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
