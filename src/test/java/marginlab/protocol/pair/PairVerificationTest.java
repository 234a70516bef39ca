package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;

/** Expected values were computed by plain loops in NumPy on the same numbers. */
class PairVerificationTest {
    private final PairEmbeddings embeddings = MadeUpEmbeddings.pairs(7, 16, 1.5, MadeUpEmbeddings.same(103, 10, 5));

    @Test
    void referenceVariantIsTheTenFoldProtocol() {
        assertThat(PairVerification.score("a", embeddings, PairVariant.REFERENCE))
                .isEqualTo(TenFoldVerification.score("a", embeddings).outcome());
    }

    @Test
    void concatenationDiffersFromTheSum() {
        ProtocolOutcome outcome = score("ten-fold(concatenation)");
        expect(outcome, "accuracy", 0.8654545454545456);
        expect(outcome, "std", 0.09366724998102732);
        expect(outcome, "threshold", 1.359);
    }

    @Test
    void cosineThresholdsAreTheDistanceThresholds() {
        ProtocolOutcome outcome = score("ten-fold(cosine)");
        expect(outcome, "accuracy", 0.8263636363636365);
        expect(outcome, "std", 0.0975272795064739);
        expect(outcome, "threshold", 1 - 0.6595);
        expect(outcome, "auc", 0.9584905660377359);
    }

    @Test
    void faceXZooMaximisesTheDifferenceOfRates() {
        ProtocolOutcome outcome = score(PairVariant.FACEX_ZOO.label());
        assertThat(outcome.variant()).isEqualTo("ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)");
        assertThat(outcome.folds())
                .containsExactly(0.7272727272727273, 0.7272727272727273, 1., .8, .9, .9, 1., .9, .9, .9);
        expect(outcome, "accuracy", 0.8754545454545456);
        expect(outcome, "standard-error", 0.03048581238309853);
        expect(outcome, "threshold", 0.31976830115561705);
        expect(score("ten-fold(no-flip, FaceX-Zoo, cosine, sample)"), "sample-std", 0.09640460345115703);
    }

    @Test
    void openspherePicksOneThresholdForAllPairs() {
        ProtocolOutcome outcome = score(PairVariant.OPENSPHERE.label());
        expect(outcome, "accuracy", 0.883495145631068);
        expect(outcome, "threshold", 0.33623309177587474);
        assertThat(outcome.folds()).isEmpty();
        assertThat(outcome.metrics()).doesNotContainKey("std");
    }

    @Test
    void facePytorchCentresAndAveragesTiedThresholds() {
        ProtocolOutcome outcome = score(PairVariant.FACE_PYTORCH.label());
        assertThat(outcome.folds())
                .containsExactly(0.7272727272727273, 0.6363636363636364, 1., .9, .9, .9, .9, .9, .9, .8);
        expect(outcome, "accuracy", 0.8563636363636364);
        expect(outcome, "std", 0.10014864984669392);
        expect(outcome, "threshold", 0.305652974415349);
    }

    @Test
    void principalComponentsAreFittedOnTheOtherFolds() {
        ProtocolOutcome outcome = score("ten-fold(pca=5)");
        assertThat(outcome.folds())
                .containsExactly(
                        0.6363636363636364, 0.7272727272727273, 0.7272727272727273, .5, .8, .6, .6, 1., .5, .6);
        expect(outcome, "accuracy", 0.6690909090909091);
        expect(outcome, "std", 0.14352124270447916);
        expect(outcome, "threshold", 1.364);
    }

    @Test
    void failsOnMoreComponentsThanDimensions() {
        assertThatThrownBy(() -> score("ten-fold(pca=17)"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("pca=17: found 184 training embeddings of 16 dimensions; expected at most 16");
    }

    @Test
    void failsOnConcatenationWithoutMirroredImages() {
        assertThatThrownBy(() -> PairVerification.score(
                        "a", embeddings.withoutFlip(), PairVariant.parse("ten-fold(concatenation)")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no mirrored embeddings");
    }

    @Test
    void failsOnFaceXZooWithOneKindOfPairOutsideAFold() {
        boolean[] same = MadeUpEmbeddings.same(20, 1, 1);
        same[0] = false;
        PairEmbeddings genuine = MadeUpEmbeddings.pairs(7, 8, 1, same);
        assertThatThrownBy(() -> PairVerification.score("a", genuine, PairVariant.FACEX_ZOO))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("18 genuine and 0 impostor pairs");
    }

    private ProtocolOutcome score(String variant) {
        return PairVerification.score("a", embeddings, PairVariant.parse(variant));
    }

    private static void expect(ProtocolOutcome outcome, String metric, double value) {
        assertThat(outcome.metrics().get(metric)).as(metric).isCloseTo(value, within(1e-13));
    }
}
