package marginlab.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {
    @Test
    void breaksALineBetweenWords() {
        assertThat(DisplayWidth.wrapped("No row is told apart from NS.", 12))
                .containsExactly("No row is", "told apart", "from NS.");
    }

    @Test
    void indentsWhatFollowsAsTheFirstLine() {
        assertThat(DisplayWidth.wrapped("  NS on lfw: seed 2 stands at chance", 16))
                .containsExactly("  NS on lfw:", "  seed 2 stands", "  at chance");
    }

    @Test
    void givesALongWordALineOfItsOwn() {
        assertThat(DisplayWidth.wrapped("a reports/quickstart/index.html b", 8))
                .containsExactly("a", "reports/quickstart/index.html", "b");
    }

    @Test
    void countsWideLettersTwice() {
        assertThat(DisplayWidth.wrapped("顔認識 顔認識", 12)).containsExactly("顔認識", "顔認識");
        assertThat(DisplayWidth.wrapped("顔認識 顔認識", 13)).containsExactly("顔認識 顔認識");
        assertThat(DisplayWidth.cut("顔認識の結果", 8)).isEqualTo("顔認...");
        assertThat(DisplayWidth.padded("顔", 4)).isEqualTo("顔  ");
    }
}
