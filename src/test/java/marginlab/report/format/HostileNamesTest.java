package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import marginlab.experiment.setting.Settings;
import marginlab.report.page.Page;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.SweepResults;
import marginlab.store.record.TrialState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that would be markup, formulas or escape codes if anything took them for more than text. */
public class HostileNamesTest {
    public static List<String> names() {
        return List.of(
                "<script>alert(1)</script>",
                "</script><img src=x onerror=alert(1)>",
                "</style><b>",
                "\" onmouseover=\"alert(1)",
                "[[${1+1}]] __${7*7}__ ${T(java.lang.Runtime)}",
                "=HYPERLINK(\"http://x\")",
                "@SUM(A1)",
                "\\input{/etc/passwd} & 100 % $x_1^2$ #~{}",
                "a|b `c` *d* [e](javascript:f)",
                "\u202Etxt.exe\u200F \u05D0\u05D1",
                "\u001b[31mred\u0007",
                "\u2028line\nbreak",
                "x".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTextOnThePage(String name) {
        String page = withoutOurScripts(Page.html(Findings.of(sweep(name))));
        String markup = page.substring(0, page.indexOf("id=\"data\""));
        String data = page.substring(markup.length());
        assertThat(List.of("<script>", "<img", "</style><b>", "<b>", "\" onmouseover", ">49<", "[[2]]"))
                .noneMatch(markup::contains);
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(data.replace("</script>\n", "").substring(data.indexOf('>') + 1))
                .doesNotContain("<", "\u2028");
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTextInCsv(String name) {
        String csv = CsvTable.text(sweep(name), AccuracyTable.of(sweep(name)));
        assertThat(csv.lines().skip(1)).noneMatch(line -> line.matches("^\"?[=@].*"));
        assertThat(csv).doesNotContain(",=", ",\"=", ",@", ",\"@");
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTextInLatex(String name) {
        String latex = LatexTable.text(Findings.of(sweep(name)));
        // Nothing that only other font encodings than the default have.
        assertThat(latex).doesNotContain("\\input", "\\textquotedbl").matches("(?s)\\p{ASCII}*");
        assertThat(latex.lines().filter(line -> line.endsWith("\\\\")))
                .hasSize(3)
                .allMatch(line -> line.length() < 4000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTextInMarkdown(String name) {
        String markdown = MarkdownTable.text(Findings.of(sweep(name)));
        assertThat(markdown).doesNotContain("<script", "<img", "</style", "\u001b", "\u202e");
        assertThat(markdown.lines().filter(line -> line.startsWith("| "))).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTextOnATerminal(String name) {
        String text = TerminalTable.text(sweep(name), false, 0);
        assertThat(text).doesNotContain("\u001b", "\u0007", "\u202e");
        assertThat(text.lines().limit(3)).allMatch(line -> line.length() < 250);
    }

    private static String withoutOurScripts(String page) {
        return page.substring(0, page.indexOf("<script>", page.indexOf("id=\"data\"")));
    }

    public static SweepResults sweep(String name) {
        Settings settings = MadeUpSweep.settings(30, List.of(name));
        return new MadeUpSweep()
                .named(name, name)
                .comparedWith(name)
                .done(name, settings, 1, 0.9)
                .ended("NS", settings, 1, TrialState.FAILED, name)
                .sweep();
    }
}
