package marginlab.dataset.batch;

import java.util.Arrays;
import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Sampling;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.random.CounterRandom;

/**
 * P identities with K images each a batch: identities in random order, each once before any comes again; of each identity K
 * different images, or all of them over again where it has fewer. An epoch is as many images as the set has.
 *
 * <p>Where K is two or more an identity with a single image is left out and never drawn: its only pair would be that image with
 * itself.
 */
final class BalancedSampler implements Sampler {
    private final int identities;
    private final int images;
    private final long seed;
    private final long stepsPerEpoch;
    /** Batches until every identity has had its turn; those left over when the last batch is full wait for another order. */
    private final long round;
    /** Images sorted by identity, and where each identity begins among them. */
    private final int[] sorted;

    private final int[] starts;
    private final int[] order;
    private long current = -1;

    BalancedSampler(LabelledImages faces, Sampling sampling, long seed) {
        this.identities = sampling.identities();
        this.images = sampling.images();
        this.seed = seed;
        starts = new int[faces.identities() + 1];
        for (int i = 0; i < faces.size(); i++) {
            starts[faces.label(i) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        sorted = new int[faces.size()];
        int[] next = starts.clone();
        for (int i = 0; i < faces.size(); i++) {
            sorted[next[faces.label(i)]++] = i;
        }
        order = java.util.stream.IntStream.range(0, faces.identities())
                .filter(identity -> starts[identity + 1] - starts[identity] >= Math.min(images, 2))
                .toArray();
        int wanted = images > 1 ? Math.max(2, identities) : identities;
        if (order.length < wanted) {
            throw tooFew(sampling, order.length, wanted);
        }
        stepsPerEpoch = Math.max(1, faces.size() / batch());
        round = order.length / identities;
    }

    private static ProblemException tooFew(Sampling sampling, int there, int wanted) {
        String who = sampling.images() > 1 ? " identities with at least two images" : " identities with an image";
        return new ProblemException(new Problem(
                "sampling",
                sampling.label() + " for a training set of " + there + who,
                wanted + who + " or more",
                "Lower the first number of 'sampling' or train on more people"));
    }

    @Override
    public int batch() {
        return identities * images;
    }

    @Override
    public long stepsPerEpoch() {
        return stepsPerEpoch;
    }

    @Override
    public int[] indices(long step) {
        long wanted = step / round;
        if (wanted != current) {
            Arrays.sort(order);
            new CounterRandom(seed, 0, wanted).shuffle(order);
            current = wanted;
        }
        int from = (int) (step % round) * identities;
        int[] chosen = new int[batch()];
        CounterRandom draw = new CounterRandom(seed, 1, step);
        for (int p = 0; p < identities; p++) {
            pick(order[from + p], chosen, p * images, draw);
        }
        return chosen;
    }

    private void pick(int identity, int[] chosen, int to, CounterRandom draw) {
        int[] own = Arrays.copyOfRange(sorted, starts[identity], starts[identity + 1]);
        for (int k = 0; k < images; k++) {
            if (k % own.length == 0) {
                draw.shuffle(own);
            }
            chosen[to + k] = own[k % own.length];
        }
    }
}
