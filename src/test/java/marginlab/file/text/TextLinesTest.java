package marginlab.file.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextLinesTest {
    @TempDir
    private Path folder;

    @Test
    void numbersLinesAsAnEditorDoes() throws IOException {
        List<TextLines.TextLine> lines = TextLines.read(write("\uFEFF\r\n  a b\t\r\n\n\u00e4,  c ,\nlast"));
        assertThat(lines).extracting(TextLines.TextLine::number).containsExactly(2, 4, 5);
        assertThat(lines).extracting(TextLines.TextLine::text).containsExactly("  a b", "\u00e4,  c ,", "last");
        assertThat(lines.get(1).cells()).containsExactly("\u00e4", "c", "");
    }

    /** As spreadsheets of old Macs end them, alone or among others. */
    @Test
    void endsLinesAtALoneReturn() throws IOException {
        List<TextLines.TextLine> lines = TextLines.read(write("a\rb\r\n\rc\n"));
        assertThat(lines).extracting(TextLines.TextLine::number).containsExactly(1, 2, 4);
        assertThat(lines).extracting(TextLines.TextLine::text).containsExactly("a", "b", "c");
    }

    @Test
    void saysWhatAQuoteLacksAndShowsTabsAsBlanks() throws IOException {
        Path list = write("\"a b\tc\t1\n");
        assertThatThrownBy(() -> TextLines.read(list).get(0).parts())
                .isInstanceOf(ProblemException.class)
                .hasMessage(list + ":1: found '\"a b c 1'; expected the quote that ends a part");
        Path commas = write("\"a b.png\"+\"1\"\n");
        assertThatThrownBy(() -> TextLines.read(commas).get(0).parts())
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("expected a blank or a tab after the quote that ends a part, not '+\"1\"'");
    }

    @Test
    void growsWithItsLines() throws IOException {
        List<TextLines.TextLine> lines = TextLines.read(write("x\n".repeat(50_000)));
        assertThat(lines).hasSize(50_000);
        assertThat(lines.get(49_999).number()).isEqualTo(50_000);
    }

    /** A comma after a hundred thousand blanks costs a pattern as many times as many steps. */
    @Test
    void refusesALineLongerThanAnyPath() throws IOException {
        Path list = write("short\n" + " ".repeat(100_000) + ",\n");
        assertThatThrownBy(() -> TextLines.read(list))
                .isInstanceOf(ProblemException.class)
                .hasMessage(list + ":2: found a line of 100001 bytes; expected at most 16384");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), text, StandardCharsets.UTF_8);
    }
}
