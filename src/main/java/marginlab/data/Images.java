package marginlab.data;

/** Encoded images (JPEG or PNG) that stay on disk and are read in any order, from any number of threads. */
public interface Images extends AutoCloseable {

    /** How many images there are. */
    int size();

    /**
     * The file of an image as it was stored.
     *
     * @param i from 0 to {@code size() - 1}
     */
    byte[] encoded(int i);

    /** Where an image comes from, for messages: {@code data/casia/train.rec key 17 at byte 123456}. */
    String name(int i);

    @Override
    void close();
}
