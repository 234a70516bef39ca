package marginlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    @Test
    void cutsAtCommasOutsideOfQuotes() {
        assertThat(Cells.betweenCommas("a, b ,,c d,")).containsExactly("a", "b", "", "c d", "");
        assertThat(Cells.betweenCommas("\"a, b.jpg\" , \"he said \"\"no\"\"\",\"\",3"))
                .containsExactly("a, b.jpg", "he said \"no\"", "", "3");
        assertThat(Cells.betweenCommas("5\" screen,x\"y\"")).containsExactly("5\" screen", "x\"y\"");
        assertThat(Cells.betweenCommas("")).containsExactly("");
    }

    @Test
    void cutsAtTabsOrBlanksOutsideOfQuotes() {
        assertThat(Cells.betweenBlanks("  a b\t 1 \t 2\t")).containsExactly("a b", "1", "2");
        assertThat(Cells.betweenBlanks("a\t\tb")).containsExactly("a", "", "b");
        assertThat(Cells.betweenBlanks("\"a b\"\t\"1\"")).containsExactly("a b", "1");
        assertThat(Cells.betweenBlanks(" a   b  1 ")).containsExactly("a", "b", "1");
        assertThat(Cells.betweenBlanks("\"a b.jpg\"  \"c.jpg\" 1")).containsExactly("a b.jpg", "c.jpg", "1");
        assertThat(Cells.betweenBlanks("O\"Neil 1")).containsExactly("O\"Neil", "1");
    }

    @Test
    void takesTheQuotesOffAWholeLine() {
        assertThat(Cells.whole(" \"Ann \"\"A\"\" Lee\" ")).isEqualTo("Ann \"A\" Lee");
        assertThat(Cells.whole("Ann \"A\" Lee")).isEqualTo("Ann \"A\" Lee");
        assertThat(Cells.whole("\"")).isEqualTo("\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a,1", "\"a\"b,1", "x,\"a\"\""})
    void saysWhatAQuoteLacks(String line) {
        assertThatThrownBy(() -> Cells.betweenCommas(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quote");
    }
}
