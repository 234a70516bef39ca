package marginlab.run.network;

import java.util.OptionalDouble;
import marginlab.experiment.network.ImageForm;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairScores;
import marginlab.protocol.pair.RocCurve;
import marginlab.protocol.pair.TenFoldVerification;

/**
 * What pairs score with images of one form.
 *
 * @param form of the images
 * @param mirrored whether the embeddings of the mirrored images are added
 * @param scores of the pairs
 * @param accuracy of ten folds
 * @param auc of all pairs
 * @param norm mean length of the embeddings
 */
record FormTrial(ImageForm form, boolean mirrored, PairScores scores, double accuracy, double auc, double norm) {

    static FormTrial of(ImageForm form, PairEmbeddings pairs) {
        TenFoldVerification.TenFoldResult result = TenFoldVerification.score("pairs", pairs);
        ProtocolOutcome outcome = result.outcome();
        OptionalDouble auc = RocCurve.of(result.scores()).auc();
        return new FormTrial(
                form,
                pairs.flipped() != null,
                result.scores(),
                outcome.metrics().getOrDefault(TenFoldVerification.ACCURACY, 0.5),
                auc.orElse(0.5),
                pairs.meanNorm());
    }

    /** Of a form whose embeddings are none. */
    static FormTrial without(ImageForm form, boolean[] same) {
        return new FormTrial(form, false, new PairScores(new double[same.length], same), 0.5, 0.5, 0);
    }

    /**
     * How far apart the pairs of one person and of two lie, {@code (mean(two) - mean(one)) / sqrt((var(two) + var(one)) / 2)} of
     * the squared distances (d' of signal detection): it tells forms apart whose areas under the curve are both all but 1.
     */
    double separation() {
        return separation(scores.distances(), scores.same(), FormComparison.once(scores.size()));
    }

    /** The same where pair i is there {@code counts[i]} times. */
    static double separation(double[] distances, boolean[] same, int[] counts) {
        double[] sums = new double[2];
        double[] squares = new double[2];
        int[] pairs = new int[2];
        for (int i = 0; i < distances.length; i++) {
            int kind = same[i] ? 1 : 0;
            sums[kind] += counts[i] * distances[i];
            squares[kind] += counts[i] * distances[i] * distances[i];
            pairs[kind] += counts[i];
        }
        if (pairs[0] == 0 || pairs[1] == 0) {
            return 0;
        }
        double two = sums[0] / pairs[0];
        double one = sums[1] / pairs[1];
        double variance = (squares[0] / pairs[0] - two * two + squares[1] / pairs[1] - one * one) / 2;
        return variance > 0 ? (two - one) / Math.sqrt(variance) : 0;
    }

    NetworkReport.Variant variant() {
        return new NetworkReport.Variant(
                form.pixels().label(), form.colour().label(), mirrored, auc, accuracy, separation(), scores.size());
    }

    NetworkReport.Rival rival(FormComparison best) {
        return new NetworkReport.Rival(
                form.pixels().label(),
                form.colour().label(),
                auc,
                accuracy,
                best.larger(),
                best.further(),
                scores.size());
    }
}
