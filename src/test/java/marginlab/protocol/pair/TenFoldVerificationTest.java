package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values were computed by plain loops in NumPy and SciPy on the same numbers. */
class TenFoldVerificationTest {
    private static final Offset<Double> DIGITS = within(1e-14);

    @Test
    void agreesWithTheReferenceOnForgedDistances() {
        boolean[] same = MadeUpEmbeddings.same(40, 4, 2);
        double[] distances = new double[40];
        for (int i = 0; i < 40; i++) {
            distances[i] = same[i] ? .305 + .1 * (7 * i % 11) : .555 + .08 * (5 * i % 13);
        }
        ProtocolOutcome outcome =
                TenFoldVerification.outcome("example", "ten-fold", new PairScores(distances, same), 1);
        assertThat(outcome.folds()).containsExactly(.75, .5, .75, .5, .75, .5, .5, .5, .5, .25);
        assertThat(outcome.metrics())
                .containsEntry("accuracy", .55)
                .containsEntry("auc", .6925)
                .containsEntry("eer", .4);
        assertThat(outcome.metrics().get("std")).isCloseTo(.15, DIGITS);
        assertThat(outcome.metrics().get("threshold")).isCloseTo(.79, DIGITS);
        Map<String, Double> val = val(distances, same, "0.1", "0.2");
        assertThat(val.get("val@far=0.1")).isCloseTo(.3, DIGITS);
        assertThat(val.get("val-std@far=0.1")).isCloseTo(0.2449489742783178, DIGITS);
        assertThat(val.get("far@far=0.1")).isCloseTo(.1, DIGITS);
        assertThat(val.get("val@far=0.2")).isCloseTo(.45, DIGITS);
        assertThat(val.get("val-std@far=0.2")).isCloseTo(0.26925824035672524, DIGITS);
        assertThat(val.get("far@far=0.2")).isCloseTo(.2, DIGITS);
    }

    /** The same forty pairs: the best threshold of each fold, and the deviations of the fold accuracies by either divisor. */
    @Test
    void choosesTheThresholdOfEachFoldAsTheReferenceDoes() {
        boolean[] same = MadeUpEmbeddings.same(40, 4, 2);
        double[] distances = new double[40];
        for (int i = 0; i < 40; i++) {
            distances[i] = same[i] ? .305 + .1 * (7 * i % 11) : .555 + .08 * (5 * i % 13);
        }
        FoldCounts counts = TenFoldVerification.counts(distances, same, new Folds(40, 10));

        double[] thresholds = new double[10];
        java.util.Arrays.setAll(thresholds, fold -> counts.threshold(counts.best(fold)));
        assertThat(thresholds)
                .containsExactly(new double[] {.71, 1.31, .71, .51, .71, .51, .71, .71, 1.31, .71}, DIGITS);
        double[] accuracies = {.75, .5, .75, .5, .75, .5, .5, .5, .5, .25};
        assertThat(FoldSpread.SAMPLE.of(accuracies)).isCloseTo(.158113883, within(1e-9));
        assertThat(FoldSpread.POPULATION.of(accuracies)).isCloseTo(.15, DIGITS);
    }

    /** All at distance 0: no threshold tells them apart, 0 accepts none and every other one all. */
    @Test
    void judgesEqualEmbeddingsOfMixedLabelsByTheLargerKind() {
        float[][] rows = new float[80][];
        java.util.Arrays.fill(rows, new float[] {3, 4});
        ProtocolOutcome mostlyGenuine = TenFoldVerification.score(
                        "equal", new PairEmbeddings(rows, null, MadeUpEmbeddings.same(40, 4, 3)))
                .outcome();
        assertThat(mostlyGenuine.folds()).containsOnly(.75);
        expect(mostlyGenuine, "threshold", .01);
        expect(mostlyGenuine, "auc", .5);
        expect(mostlyGenuine, "eer", .5);
        expect(mostlyGenuine, "xnorm", 5);
        assertThat(mostlyGenuine.metrics().keySet()).noneMatch(name -> name.contains("far@") || name.contains("val"));
        ProtocolOutcome mostlyImpostor = TenFoldVerification.score(
                        "equal", new PairEmbeddings(rows, null, MadeUpEmbeddings.same(40, 4, 1)))
                .outcome();
        assertThat(mostlyImpostor.folds()).containsOnly(.75);
        expect(mostlyImpostor, "threshold", 0);
        ProtocolOutcome half = TenFoldVerification.score(
                        "equal", new PairEmbeddings(rows, null, MadeUpEmbeddings.same(40, 4, 2)))
                .outcome();
        assertThat(half.folds()).containsOnly(.5);
        expect(half, "threshold", 0);
    }

    @Test
    void agreesWithTheReferenceOnUnequalFolds() {
        PairEmbeddings embeddings = MadeUpEmbeddings.pairs(7, 16, 1.5, MadeUpEmbeddings.same(103, 10, 5));
        TenFoldVerification.TenFoldResult result = TenFoldVerification.score("random", embeddings);
        assertThat(result.scores().distances())
                .startsWith(0.7919123492274108, 1.73859969569871, 0.9374848562996168, 0.5535589829898411);
        ProtocolOutcome outcome = result.outcome();
        assertThat(outcome.folds())
                .containsExactly(0.7272727272727273, 0.6363636363636364, 1.0, 0.8, 0.8, 0.9, 0.9, 0.8, 0.9, 0.8);
        expect(outcome, "accuracy", 0.8263636363636365);
        expect(outcome, "std", 0.0975272795064739);
        expect(outcome, "threshold", 1.3190000000000002);
        Map<String, Double> val =
                val(result.scores().distances(), result.scores().same(), "1e-3", "1e-2");
        assertThat(val.get("val@far=1e-3")).isCloseTo(0.7366666666666666, DIGITS);
        assertThat(val.get("val-std@far=1e-3")).isCloseTo(0.1636052158907737, DIGITS);
        assertThat(val.get("far@far=1e-3")).isCloseTo(0.02, DIGITS);
        assertThat(val.get("val@far=1e-2")).isCloseTo(0.7366666666666666, DIGITS);
        expect(outcome, "auc", 0.9584905660377359);
        expect(outcome, "eer", 0.12);
        expect(outcome, "xnorm", 2.760348076102791);
        assertThat(outcome.notes()).contains("unequal folds: the first 3 of 10 have 11 pairs, the others 10");
    }

    @Test
    void usesThePlainRowsWhenNothingIsMirrored() {
        PairEmbeddings embeddings = MadeUpEmbeddings.pairs(7, 16, 1.5, MadeUpEmbeddings.same(103, 10, 5))
                .withoutFlip();
        ProtocolOutcome outcome =
                TenFoldVerification.score("random", embeddings).outcome();
        expect(outcome, "accuracy", 0.8754545454545456);
        expect(outcome, "std", 0.0914574371492956);
        expect(outcome, "eer", 0.1);
        expect(outcome, "xnorm", 2.742438405128876);
    }

    @Test
    void takesTheLowestThresholdAndStrictComparisonOnTies() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(11);
        float[][] rows = new float[160][4];
        for (float[] row : rows) {
            for (int j = 0; j < 4; j++) {
                row[j] = faces.next() > 0 ? 1 : -1;
            }
        }
        TenFoldVerification.TenFoldResult result =
                TenFoldVerification.score("ties", new PairEmbeddings(rows, null, MadeUpEmbeddings.same(80, 4, 2)));
        ProtocolOutcome outcome = result.outcome();
        assertThat(outcome.folds()).containsExactly(.375, .5, .5, .25, .375, .375, .625, .625, .5, .625);
        expect(outcome, "threshold", 0.808);
        Map<String, Double> val =
                val(result.scores().distances(), result.scores().same(), "1e-3");
        assertThat(val.get("val@far=1e-3")).isCloseTo(0.075, DIGITS);
        assertThat(val.get("val-std@far=1e-3")).isCloseTo(0.11456439237389601, DIGITS);
        assertThat(val.get("far@far=1e-3")).isCloseTo(0.1, DIGITS);
        expect(outcome, "auc", 0.466875);
        expect(outcome, "eer", 0.5118421052631579);
        expect(outcome, "xnorm", 2);
    }

    @Test
    void leavesOutWhatGenuinePairsAloneCannotTell() {
        ProtocolOutcome outcome = TenFoldVerification.score(
                        "same",
                        MadeUpEmbeddings.pairs(3, 8, 1.2, MadeUpEmbeddings.same(40, 1, 1))
                                .withoutFlip())
                .outcome();
        assertThat(outcome.folds()).isEmpty();
        expect(outcome, "xnorm", 2.1438639034116593);
        assertThat(outcome.metrics()).containsOnlyKeys("xnorm");
        assertThat(outcome.notes())
                .containsExactly(
                        "no accuracy, val@far, tar@far, auc, eer: all 40 pairs are of one person, so whoever accepts"
                                + " everything is right");
    }

    @Test
    void refusesEverythingWhenAllPairsAreImpostors() {
        ProtocolOutcome outcome = TenFoldVerification.score(
                        "different",
                        MadeUpEmbeddings.pairs(3, 8, 1.2, MadeUpEmbeddings.same(40, 1, 0))
                                .withoutFlip())
                .outcome();
        expect(outcome, "xnorm", 1.6610532198072725);
        assertThat(outcome.metrics()).containsOnlyKeys("xnorm");
        assertThat(outcome.notes()).singleElement().asString().contains("all 40 pairs are of two people");
    }

    @Test
    void interpolatesAcrossPlateausOfTheFalseAcceptRate() {
        double[] distances = new double[200];
        boolean[] same = MadeUpEmbeddings.same(200, 2, 1);
        for (int i = 0; i < 200; i++) {
            distances[i] = same[i] ? .001 * i : i % 100 == 1 ? .5 : 3.9995;
        }
        ProtocolOutcome outcome =
                TenFoldVerification.outcome("plateau", "ten-fold", new PairScores(distances, same), 1);
        assertThat(outcome.folds()).isEqualTo(List.of(1., 1., 1., 1., 1., 1., 1., 1., 1., .5));
        expect(outcome, "threshold", 0.198);
        Map<String, Double> val = val(distances, same, "1e-3", "0.02");
        assertThat(val.get("val@far=1e-3")).isCloseTo(1, DIGITS);
        assertThat(val.get("far@far=1e-3")).isCloseTo(.02, DIGITS);
        assertThat(val.get("val@far=0.02")).isCloseTo(.8, DIGITS);
        assertThat(val.get("val-std@far=0.02")).isCloseTo(.4, DIGITS);
        assertThat(val.get("far@far=0.02")).isZero();
    }

    private static void expect(ProtocolOutcome outcome, String metric, double value) {
        assertThat(outcome.metrics().get(metric)).as(metric).isCloseTo(value, DIGITS);
    }

    /** What the reference computes, whether or not the pairs tell it. */
    private static Map<String, Double> val(double[] distances, boolean[] same, String... targets) {
        java.util.TreeMap<String, Double> metrics = new java.util.TreeMap<>();
        for (String target : targets) {
            ValAtFar.Rates rates =
                    new ValAtFar(distances, same, new Folds(distances.length, 10)).at(Double.parseDouble(target));
            metrics.put("val@far=" + target, PairwiseSum.mean(rates.val()));
            metrics.put("val-std@far=" + target, PairwiseSum.deviation(rates.val()));
            metrics.put("far@far=" + target, PairwiseSum.mean(rates.far()));
        }
        return metrics;
    }
}
