package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldsTest {
    private static boolean[] genuineFirst(int pairs, int genuine) {
        boolean[] same = new boolean[pairs];
        for (int pair = 0; pair < genuine; pair++) {
            same[pair] = true;
        }
        return same;
    }

    @Test
    void hasNothingToSayOfEqualFoldsWithBothKinds() {
        assertThat(new Folds(60, 10).notes(MadeUpEmbeddings.same(60, 6, 3))).isEmpty();
    }

    /** LFW's View 1 lists its genuine pairs first. */
    @Test
    void saysHowManyFoldsHaveOneKindAlone() {
        assertThat(new Folds(30, 3).notes(genuineFirst(30, 10)))
                .singleElement()
                .asString()
                .startsWith("one-sided folds: 3 of 3");
        assertThat(new Folds(30, 3).notes(genuineFirst(30, 23)))
                .singleElement()
                .asString()
                .startsWith("one-sided folds: 2 of 3");
    }

    @Test
    void saysBothOfUnequalFoldsWithOneKind() {
        assertThat(new Folds(31, 3).notes(genuineFirst(31, 11)))
                .hasSize(2)
                .first()
                .isEqualTo("unequal folds: the first 1 of 3 have 11 pairs, the others 10");
    }
}
