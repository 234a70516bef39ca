package marginlab.image.decode;

import java.nio.file.Path;
import java.util.List;
import marginlab.problem.Problem;

/** Encoded images (JPEG, PNG, WebP or BMP) that stay on disk and are read in any order, from any number of threads. */
public interface EncodedImages extends AutoCloseable {

    /** How many images there are. */
    int size();

    /**
     * The file of an image as it was stored.
     *
     * @param i from 0 to {@code size() - 1}
     */
    byte[] encoded(int i);

    /** The images as they are stored, where these are made of them. */
    default EncodedImages originals() {
        return this;
    }

    /** Images that are known not to be there before any is read: the first of them, and how many. */
    default List<Problem> missing() {
        return List.of();
    }

    /** The files that they are, where each is one of its own. */
    default List<Path> files() {
        return List.of();
    }

    /** Where an image comes from, for messages: {@code data/casia/train.rec key 17 at byte 123456}. */
    String name(int i);

    @Override
    void close();
}
