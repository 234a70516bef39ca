package marginlab.file.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCellsTest {
    @Test
    void cutsAtCommasOutsideOfQuotes() {
        assertThat(ListCells.betweenCommas("a, b ,,c d,")).containsExactly("a", "b", "", "c d", "");
        assertThat(ListCells.betweenCommas("\"a, b.jpg\" , \"he said \"\"no\"\"\",\"\",3"))
                .containsExactly("a, b.jpg", "he said \"no\"", "", "3");
        assertThat(ListCells.betweenCommas("5\" screen,x\"y\"")).containsExactly("5\" screen", "x\"y\"");
        assertThat(ListCells.betweenCommas("")).containsExactly("");
    }

    @Test
    void cutsAtTabsOrBlanksOutsideOfQuotes() {
        assertThat(ListCells.betweenBlanks("  a b\t 1 \t 2\t")).containsExactly("a b", "1", "2");
        assertThat(ListCells.betweenBlanks("a\t\tb")).containsExactly("a", "", "b");
        assertThat(ListCells.betweenBlanks("\"a b\"\t\"1\"")).containsExactly("a b", "1");
        assertThat(ListCells.betweenBlanks(" a   b  1 ")).containsExactly("a", "b", "1");
        assertThat(ListCells.betweenBlanks("\"a b.jpg\"  \"c.jpg\" 1")).containsExactly("a b.jpg", "c.jpg", "1");
        assertThat(ListCells.betweenBlanks("O\"Neil 1")).containsExactly("O\"Neil", "1");
    }

    @Test
    void cutsAtCommasWhereOneStandsAtAQuote() {
        assertThat(ListCells.betweenBlanks("\"Lee, Ann/1 a.jpg\",0")).containsExactly("Lee, Ann/1 a.jpg", "0");
        assertThat(ListCells.betweenBlanks("a.jpg , \"b, c.jpg\" , 1")).containsExactly("a.jpg", "b, c.jpg", "1");
        assertThat(ListCells.betweenBlanks("\"a, b.jpg\" \"c,\"\"d\"\".jpg\" 1"))
                .containsExactly("a, b.jpg", "c,\"d\".jpg", "1");
        assertThat(ListCells.betweenBlanks("a,b.jpg \"c d.jpg\" 1")).containsExactly("a,b.jpg", "c d.jpg", "1");
    }

    @Test
    void cutsAtBlanksAndCommasOutsideOfQuotes() {
        assertThat(ListCells.betweenBlanksOrCommas(" 1,2 , 3  4 ")).containsExactly("1", "2", "3", "4");
        assertThat(ListCells.betweenBlanksOrCommas("\"Lee, Ann.jpg\",1 \"2\""))
                .containsExactly("Lee, Ann.jpg", "1", "2");
    }

    @Test
    void takesTheQuotesOffAWholeLine() {
        assertThat(ListCells.whole(" \"Ann \"\"A\"\" Lee\" ")).isEqualTo("Ann \"A\" Lee");
        assertThat(ListCells.whole("Ann \"A\" Lee")).isEqualTo("Ann \"A\" Lee");
        assertThat(ListCells.whole("\"")).isEqualTo("\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a,1", "\"a\"b,1", "x,\"a\"\""})
    void saysWhatAQuoteLacks(String line) {
        assertThatThrownBy(() -> ListCells.betweenCommas(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quote");
    }
}
