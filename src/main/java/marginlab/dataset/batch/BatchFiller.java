package marginlab.dataset.batch;

import java.nio.FloatBuffer;

/** Puts what a network takes of an image into a batch; any number of threads ask at once. */
public interface BatchFiller {
    /** Room for so many images, outside the Java heap. */
    FloatBuffer room(int images);

    /**
     * Puts one image at its place.
     *
     * @param step the batch's number
     * @param place in the batch
     * @param image which of the set
     * @param mirrored whether left and right change places
     */
    void put(long step, int place, int image, boolean mirrored, FloatBuffer batch);
}
