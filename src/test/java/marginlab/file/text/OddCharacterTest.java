package marginlab.file.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Characters that nobody sees are told with the line where they stand. */
class OddCharacterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale:\\u00a016                | 3:7  | a no-break space (U+00A0)",
                "scale\\uff1a16                 | 3:6  | a fullwidth colon (U+FF1A)",
                "\\u00a0 \\u00a0batch: 16\\n  a: 1 | 3:1  | a no-break space (U+00A0)",
                "scale:\\u300016                | 3:7  | an ideographic space (U+3000)",
                "scale:\\u200b16                | 3:7  | a zero width space (U+200B)",
                "scale:\\u202f16 # as \\u201cusual\\u201d | 3:7 | a narrow no-break space (U+202F)",
                "scale\\ufeff 16                | 3:6  | a byte order mark (U+FEFF)",
                "scale:\\u000116                | 3:7  | a start of heading (U+0001), which is not allowed",
                "\\tscale: 16                   | 3:1  | a tab (U+0009)"
            })
    void namesWhatNobodySees(String line, String place, String name) {
        String text = "name: a\nbatch: 1\n" + line + "\ndropout: 0\nseeds: [1]\n";
        assertThatThrownBy(() -> Yaml.parse(unescaped(text), "f.yaml", new Problems()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("f.yaml:" + place + ": found ")
                .hasMessageContaining(name);
    }

    @Test
    void tellsANameWithoutItsColonWhereItStands() {
        assertThatThrownBy(() -> Yaml.parse("name: a\nscale 16\ndropout: 0\n", "f.yaml", new Problems()))
                .hasMessageStartingWith("f.yaml:2:1: found a line without a colon; expected 'key: value'");
    }

    @Test
    void tellsWhichLineIsIndentedTooDeep() {
        assertThatThrownBy(() -> Yaml.parse(
                        "name: a\nschedule:\n  batch: 8\n  # of images\n\n    rate: 1\n", "f.yaml", new Problems()))
                .hasMessageStartingWith(
                        "f.yaml:6:5: found line 6 indented deeper than line 3, which has its value already;"
                                + " expected the same indentation as line 3");
        assertThatThrownBy(() -> Yaml.parse("a: 1\n b: 2\n", "f.yaml", new Problems()))
                .hasMessageStartingWith("f.yaml:2:2: found line 2 indented deeper than line 1");
        assertThatThrownBy(() -> Yaml.parse("a: b: 2\n", "f.yaml", new Problems()))
                .hasMessageStartingWith("f.yaml:1:5: found a second ': ' in a value; expected quotes");
    }

    /** In words of somebody who writes a file, not of a parser. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x: {a: 1          | a '{' that is never closed",
                "x: {a: 1 b: 2}    | a map in braces that goes on without a comma",
                "x: [a\\ny: 1       | a list in brackets that goes on without a comma",
                "x: \"abc           | a quote that is never closed",
                "x:\\n\\t- 1         | a tab in the indentation",
                "x: @a             | a value that begins with '@'",
                "p: *.yaml         | a value that begins with '*' or '&'",
                "p: *name          | '*name', which is no text without quotes",
                "a: 1\\n- b         | a line that fits neither the map nor the list above it",
                "a: - b            | a list item behind a key on the same line",
                "x: 'it's'         | text behind the quote that ends a value",
                "a: 1\\n---\\nb: 2   | a second document"
            })
    void saysInPlainWordsWhatIsNoYaml(String text, String found) {
        String written = text.replace("\\n", "\n").replace("\\t", "\t");
        assertThatThrownBy(() -> Yaml.parse(written, "f.yaml", new Problems()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("f.yaml:")
                .hasMessageContaining("found " + found)
                .hasMessageNotContaining("It happened");
    }

    /** Other letters are no fault where they stand in a text, nor in a comment. */
    @Test
    void blamesNoOtherLetters() {
        assertThatThrownBy(() -> Yaml.parse(
                        "description: \"你好，世界：一\"\nscale: 1\u00a0# \u00a0\nb: [1, 2\n", "f.yaml", new Problems()))
                .hasMessageStartingWith("f.yaml:4:1: found a '[' that is never closed")
                .hasMessageNotContaining("stands");
    }

    @Test
    void namesWhatAValueHolds() {
        Problems problems = new Problems();
        YamlCursor root = Yaml.parse("losses: \u201cNS\u201d\nscale\u00a0: 3\n", "f.yaml", problems);
        root.fields("a map").values().forEach(field -> {
            field.name().problem("a known name", "Did you mean 'scale'?");
            field.value().problem("a list");
        });
        assertThat(problems.list().toString())
                .contains("It holds a left double quotation mark (U+201C)")
                .contains("Did you mean 'scale'? It holds a no-break space (U+00A0)")
                .contains("f.yaml:2:9: found the number 3; expected a list]");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\n", i) || text.startsWith("\\t", i)) {
                plain.append(text.charAt(++i) == 'n' ? '\n' : '\t');
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
