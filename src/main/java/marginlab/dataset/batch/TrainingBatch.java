package marginlab.dataset.batch;

import java.nio.FloatBuffer;

/**
 * What one training step takes; valid until the next batch is asked for, which may reuse the arrays.
 *
 * @param images RGB as {@code (x - 127.5) / 128}, {@code [N, 3, side, side]}; or embeddings {@code [N, d]} of a frozen backbone
 * @param labels the identity on each image, {@code [N]}
 * @param step counts from 0 over the whole training
 */
public record TrainingBatch(FloatBuffer images, int[] labels, long step) {

    /** How many images, N. */
    public int size() {
        return labels.length;
    }
}
