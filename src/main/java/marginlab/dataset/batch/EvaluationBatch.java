package marginlab.dataset.batch;

import java.nio.FloatBuffer;

/**
 * Images of a set in order, as they are and mirrored; valid until the next batch is asked for.
 *
 * @param plain {@code [N, 3, height, width]}, as the network takes them
 * @param mirrored the same images flipped left to right; empty where they were not asked for
 * @param first index of the first image
 * @param size how many images, N; the last batch has what is left
 */
public record EvaluationBatch(FloatBuffer plain, FloatBuffer mirrored, int first, int size) {}
