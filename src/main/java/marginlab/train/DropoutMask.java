package marginlab.train;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Which elements of the feature maps are dropped in a step: drawn on the host from seed and step, so that a resumed
 * trial draws the same ones and two engines see the same ones.
 */
final class DropoutMask {
    private final long seed;
    private final double probability;
    private Drawn ahead = new Drawn(-1, 0, CompletableFuture.completedFuture(new float[0]));

    /** The mask of a step, or what will be it. */
    private record Drawn(long step, long size, CompletableFuture<float[]> values) {}

    DropoutMask(long seed, double probability) {
        this.seed = seed;
        this.probability = probability;
    }

    boolean isNeeded() {
        return probability > 0;
    }

    /**
     * Values 0 with the probability, otherwise 1 / (1 - probability), for a step counted from 0. Those of the step after it are
     * drawn meanwhile, on another thread.
     */
    float[] values(long step, long size) {
        boolean isDrawn = ahead.step == step && ahead.size == size;
        float[] values = isDrawn ? ahead.values.join() : draw(step, size);
        ahead = new Drawn(step + 1, size, CompletableFuture.supplyAsync(() -> draw(step + 1, size)));
        return values;
    }

    private float[] draw(long step, long size) {
        SplittableRandom random = RandomPurpose.DROPOUT.random(seed, step);
        float kept = (float) (1 / (1 - probability));
        int threshold = (int) (Integer.MIN_VALUE + probability * 0x1p32);
        float[] mask = new float[Math.toIntExact(size)];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextInt() < threshold ? 0 : kept;
        }
        return mask;
    }
}
