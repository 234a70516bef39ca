package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.VerificationSet;
import marginlab.file.DiskFile;
import marginlab.file.pickle.PickleBytes;
import marginlab.file.pickle.PickleInput;
import marginlab.file.pickle.PickleMachine;
import marginlab.file.pickle.PickleValue;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;
import marginlab.problem.FileProblem;

/**
 * Reads a verification set in InsightFace's {@code .bin}: a pickle of {@code ([2N images], [N answers])} in any form known
 * to be around (Python 2 and 3, bytes and numpy arrays). Only where each image is stays in memory.
 */
public final class BinReader {
    private static final String EXPECTED = "a tuple of a list of 2N images and a list of N answers";

    private BinReader() {}

    /** Opens a file; the set is named after it and has no fingerprint yet. */
    public static VerificationSet open(Path bin) {
        DiskFile file = new DiskFile(bin);
        try {
            return read(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static VerificationSet read(DiskFile file) {
        PickleValue value = new PickleMachine(new PickleInput(file)).read();
        if (!(value instanceof PickleValue.Sequence pair)
                || pair.items().size() != 2
                || !(pair.items().get(0) instanceof PickleValue.Sequence images)) {
            throw FileProblem.at(file.path().toString(), "a pickle of something else", EXPECTED);
        }
        boolean[] same = answers(file, pair.items().get(1));
        List<PickleValue> encoded = images.items();
        if (same.length == 0 || encoded.size() != 2 * same.length) {
            throw FileProblem.at(
                    file.path().toString(), encoded.size() + " images and " + same.length + " answers", EXPECTED);
        }
        String name = file.path().getFileName().toString().replaceFirst("\\.bin$", "");
        return VerificationSet.adjacent(name, new Stored(file, encoded), same, "");
    }

    private static boolean[] answers(DiskFile file, PickleValue value) {
        if (value instanceof PickleValue.Sequence list) {
            boolean[] same = new boolean[list.items().size()];
            for (int i = 0; i < same.length; i++) {
                same[i] = answer(file, i, list.items().get(i));
            }
            return same;
        }
        if (value instanceof PickleValue.Array array && array.content() != null) {
            if (array.content().length() > (long) PickleMachine.MOST_STEPS * Long.BYTES) {
                throw FileProblem.at(
                        file.path().toString(), "answers of " + array.content().length() + " bytes", EXPECTED);
            }
            byte[] bytes = array.content().read(file);
            boolean[] same = new boolean[bytes.length / array.type().bytes()];
            for (int i = 0; i < same.length; i++) {
                same[i] = answer(
                        file, i, array.type().read(bytes, i * array.type().bytes()));
            }
            return same;
        }
        throw FileProblem.at(file.path().toString(), "answers that are not a list", EXPECTED);
    }

    private static boolean answer(DiskFile file, int i, PickleValue value) {
        if (value instanceof PickleValue.Flag flag) {
            return flag.value();
        }
        double number = Double.NaN;
        if (value instanceof PickleValue.Whole whole) {
            number = whole.value();
        } else if (value instanceof PickleValue.Real real) {
            number = real.value();
        }
        if (number != 0 && number != 1) {
            throw FileProblem.at(file.path() + " answer " + i, "something that is neither true nor false", "a boolean");
        }
        return number == 1;
    }

    /** Images by their place in the file. */
    private static final class Stored implements EncodedImages {
        private final DiskFile file;
        private final long[] offsets;
        private final int[] lengths;
        private final PickleBytes[] forms;

        Stored(DiskFile file, List<PickleValue> images) {
            this.file = file;
            offsets = new long[images.size()];
            lengths = new int[images.size()];
            forms = new PickleBytes[images.size()];
            for (int i = 0; i < offsets.length; i++) {
                PickleValue image = images.get(i);
                PickleValue.Bytes bytes = image instanceof PickleValue.Array array
                                && array.content() != null
                                && array.type().isByte()
                        ? array.content()
                        : image instanceof PickleValue.Bytes plain ? plain : null;
                if (bytes == null || bytes.length() == 0) {
                    throw FileProblem.at(file.path() + " image " + i, "no bytes", "an encoded image");
                }
                if (bytes.length() > FileImages.MOST_BYTES) {
                    throw FileProblem.atByte(
                            file.path(),
                            bytes.offset(),
                            "image " + i + " of " + bytes.length() + " bytes",
                            "an image of at most " + FileImages.MOST_BYTES);
                }
                offsets[i] = bytes.offset();
                lengths[i] = bytes.length();
                forms[i] = bytes.form();
            }
        }

        @Override
        public int size() {
            return offsets.length;
        }

        @Override
        public byte[] encoded(int i) {
            return new PickleValue.Bytes(offsets[i], lengths[i], forms[i]).read(file);
        }

        @Override
        public String name(int i) {
            return file.path() + " image " + i + " at byte " + offsets[i];
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
