package marginlab.protocol.pair;

import java.util.Arrays;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** How a threshold is chosen on the training folds and applied to the held-out one. */
public enum ThresholdRule {
    /** The lowest of the best thresholds on a fixed grid of 400. */
    INSIGHTFACE("insightface") {
        @Override
        Judgement judge(double[] scores, boolean[] same, Folds folds, int fold, SimilarityMeasure measure) {
            double[] far = new double[scores.length];
            for (int i = 0; i < far.length; i++) {
                far[i] = measure.most() - scores[i];
            }
            FoldCounts counts = new FoldCounts(far, same, folds, measure.step(), 400);
            int best = counts.best(fold);
            double accuracy = (double) counts.right(fold, best) / folds.size(fold);
            return new Judgement(measure.most() - counts.threshold(best), accuracy);
        }
    },
    /** The lowest of 1000 thresholds over the range of the training scores where TPR - FPR is greatest. */
    FACEX_ZOO("FaceX-Zoo") {
        @Override
        Judgement judge(double[] scores, boolean[] same, Folds folds, int fold, SimilarityMeasure measure) {
            ScoreSplit train = ScoreSplit.without(scores, same, folds, fold);
            if (train.genuine().length == 0 || train.impostor().length == 0) {
                throw new ProblemException(new Problem(
                        "pairs outside fold " + (fold + 1),
                        train.genuine().length + " genuine and " + train.impostor().length + " impostor pairs",
                        "pairs of both kinds: " + label() + " weighs their rates"));
            }
            double low = train.lowest();
            double step = (train.highest() - low) / 1000;
            double best = Double.NEGATIVE_INFINITY;
            double threshold = low;
            for (int k = 1; k <= 1000; k++) {
                double at = low + step * k;
                double gain = (double) ScoreSplit.above(train.genuine(), at) / train.genuine().length
                        - (double) ScoreSplit.above(train.impostor(), at) / train.impostor().length;
                if (gain > best) {
                    best = gain;
                    threshold = at;
                }
            }
            ScoreSplit test = ScoreSplit.only(scores, same, folds, fold);
            int right = ScoreSplit.above(test.genuine(), threshold)
                    + test.impostor().length
                    - ScoreSplit.above(test.impostor(), threshold);
            return new Judgement(threshold, (double) right / folds.size(fold));
        }
    },
    /** One threshold for all pairs, the best there is: no fold is held out. */
    OPENSPHERE("opensphere") {
        @Override
        boolean holdsOut() {
            return false;
        }

        @Override
        Judgement judge(double[] scores, boolean[] same, Folds folds, int fold, SimilarityMeasure measure) {
            ScoreSplit all = ScoreSplit.all(scores, same);
            int best = all.impostor().length; // nothing is accepted
            double threshold = Math.nextUp(all.highest());
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            for (int i = sorted.length - 1; i >= 0; i--) {
                double below = Math.nextDown(sorted[i]);
                int right = ScoreSplit.above(all.genuine(), below)
                        + all.impostor().length
                        - ScoreSplit.above(all.impostor(), below);
                if (right > best) {
                    best = right;
                    threshold = sorted[i];
                }
            }
            return new Judgement(threshold, (double) best / scores.length);
        }
    },
    /**
     * Features are centred on the training folds first; the mean of all thresholds out of {@code i / 10000}, |i| &le;
     * 10000, that tie for the best. A score on the threshold counts as wrong.
     */
    FACE_PYTORCH("Face_Pytorch") {
        @Override
        boolean centres() {
            return true;
        }

        @Override
        Judgement judge(double[] scores, boolean[] same, Folds folds, int fold, SimilarityMeasure measure) {
            ScoreSplit train = ScoreSplit.without(scores, same, folds, fold);
            int most = -1;
            double sum = 0;
            int tied = 0;
            for (int i = -10000; i <= 10000; i++) {
                double at = i / 10000.0;
                int right = train.right(at);
                if (right > most) {
                    most = right;
                    sum = 0;
                    tied = 0;
                }
                if (right == most) {
                    sum += at;
                    tied++;
                }
            }
            double threshold = sum / tied;
            int right = ScoreSplit.only(scores, same, folds, fold).right(threshold);
            return new Judgement(threshold, (double) right / folds.size(fold));
        }
    };

    /** A threshold of the score and the accuracy of the held-out fold at it. */
    record Judgement(double threshold, double accuracy) {}

    private final String label;

    ThresholdRule(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether features are centred on the mean of the training folds, before their length is divided out. */
    boolean centres() {
        return false;
    }

    /** Whether accuracies are those of held-out folds. */
    boolean holdsOut() {
        return true;
    }

    abstract Judgement judge(double[] scores, boolean[] same, Folds folds, int fold, SimilarityMeasure measure);
}
