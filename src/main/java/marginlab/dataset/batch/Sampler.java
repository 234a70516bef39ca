package marginlab.dataset.batch;

import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Sampling;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** Which images each training step takes: a function of the seed and the step alone. */
public sealed interface Sampler permits ShuffledSampler, BalancedSampler {

    /** Images a batch. */
    int batch();

    /** Steps after which a new epoch begins. */
    long stepsPerEpoch();

    /** Indices of the images of a step, {@code [batch]}; not for several threads at once. */
    int[] indices(long step);

    /**
     * The sampler of an experiment.
     *
     * @param sampling the whole set in random order, or P identities with K images each, which needs P identities (at least two)
     *     with at least two images where K is two or more: a pair is two different images
     * @param batch images a batch where the set is shuffled; P x K has its own
     */
    static Sampler of(Sampling sampling, LabelledImages faces, int batch, long seed) {
        if (sampling.isShuffle()) {
            if (faces.size() < batch) {
                throw new ProblemException(new Problem(
                        "batch",
                        batch + " images a batch for a training set of " + faces.size(),
                        "at most as many as the set has",
                        "Lower 'batch' or 'min-images'"));
            }
            return new ShuffledSampler(faces.size(), batch, seed);
        }
        return new BalancedSampler(faces, sampling, seed);
    }
}
