package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PairVariantTest {
    @Test
    void everyLabelParsesBack() {
        int variants = 0;
        for (FlipFusion fusion : FlipFusion.values()) {
            for (ThresholdRule rule : ThresholdRule.values()) {
                for (SimilarityMeasure measure : SimilarityMeasure.values()) {
                    for (FoldSpread spread : FoldSpread.values()) {
                        for (int pca : new int[] {0, 64}) {
                            if (rule.centres() && (pca > 0 || measure != SimilarityMeasure.COSINE)) {
                                continue;
                            }
                            PairVariant variant = new PairVariant(fusion, rule, measure, spread, pca);
                            assertThat(PairVariant.parse(variant.label())).isEqualTo(variant);
                            variants++;
                        }
                    }
                }
            }
        }
        assertThat(variants).isEqualTo(3 * (3 * 2 * 3 * 2 + 3));
    }

    @Test
    void namesWhatDiffersFromTheReference() {
        assertThat(PairVariant.REFERENCE.label()).isEqualTo("ten-fold");
        assertThat(PairVariant.FACEX_ZOO.label()).isEqualTo("ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)");
        assertThat(PairVariant.FACE_PYTORCH.label()).isEqualTo("ten-fold(concatenation, Face_Pytorch, cosine)");
        assertThat(PairVariant.parse("ten-fold(cosine,pca=5 , no-flip)").label())
                .isEqualTo("ten-fold(no-flip, cosine, pca=5)");
    }

    @Test
    void refusesUnknownParts() {
        assertThatThrownBy(() -> PairVariant.parse("ten-fold(no-flip, manhattan)"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found manhattan; expected at most one each of sum | concatenation | no-flip");
        assertThatThrownBy(() -> PairVariant.parse("ten-fold(no-flip, sum)")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> PairVariant.parse("5-fold")).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesRulesThatDoNotGoTogether() {
        assertThatThrownBy(() -> PairVariant.parse("ten-fold(Face_Pytorch, cosine, pca=4)"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("takes no pca");
        assertThatThrownBy(() -> PairVariant.parse("ten-fold(Face_Pytorch)"))
                .hasMessageContaining("scans cosines, not distances");
    }
}
