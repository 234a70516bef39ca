package marginlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import marginlab.store.record.ImportedFigure;
import org.junit.jupiter.api.Test;

class ImportedOnPageTest {
    /** A table of two sets has an average, of which nothing was entered. */
    @Test
    void aRowOfOthersHasACellUnderEachHeading() {
        SweepResults sweep = MadeUpSweeps.small()
                .beside(List.of(new ImportedFigure("VPL", Optional.empty(), "profile", "accuracy", 0.915, "a paper")));

        Matcher section = Pattern.compile("<h3>Not ours: entered from elsewhere</h3>(.*?)</table>", Pattern.DOTALL)
                .matcher(Page.html(Findings.of(sweep)));

        assertThat(section.find()).isTrue();
        assertThat(texts("th scope=\"col\"[^>]*", "th", section.group(1)))
                .containsExactly("Method", "plain %", "profile %", "Average %", "Source");
        assertThat(texts("td[^>]*", "td", section.group(1))).containsExactly("–", "91.50", "–", "a paper");
    }

    private static List<String> texts(String opening, String tag, String html) {
        return Pattern.compile("<" + opening + ">(.*?)</" + tag + ">", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(cell -> cell.group(1).replaceAll("<[^>]*>", "").strip())
                .toList();
    }
}
