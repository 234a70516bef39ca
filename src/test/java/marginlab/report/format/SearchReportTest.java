package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSearch;
import marginlab.report.table.SearchResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchReportTest {
    @TempDir
    Path folder;

    /** By the rule of the figures, rates near 0.1 and margins near 0.35 win. */
    @Test
    void saysWhatWonWhatChangedAndWhatItCost() throws IOException {
        Findings findings = Findings.of(MadeUpSearch.over(folder));

        List<String> sentences = VerdictText.of(findings);

        assertThat(sentences)
                .anyMatch(line -> line.startsWith(
                        "Every row was tuned on plain before its seeds, with 20 points a row: Softmax to "))
                .anyMatch(line -> line.matches(
                        "Of 9 verdicts against the baseline, both untuned or both tuned, the search changed"
                                + " [1-9]: .* was worse and is .*"))
                .anyMatch(line -> line.matches(
                        "The search cost [0-9.]+ trainings' worth and took [0-9]+ min; [0-9]+ points diverged\\."));
        assertThat(VerdictText.untimed(findings)).noneMatch(line -> line.contains(" and took "));
        assertThat(MarkdownTable.text(findings))
                .contains("Every row was tuned on plain")
                .contains("schedule.rate");
    }

    /** What every row was paid is at most its budget, and the same for all. */
    @Test
    void addsUpWhatItCost() throws IOException {
        SearchResults search = MadeUpSearch.over(folder).search().orElseThrow();

        // 20 x 2 + 10 x 2 + 5 x 4 + 2 x 8 = 96 epochs are six trainings of 16.
        assertThat(search.progress()).allSatisfy(row -> {
            assertThat(search.trainings(row)).isCloseTo(row.search().halving().trainings(), within(1e-9));
            assertThat(row.search().halving().trainings()).isLessThanOrEqualTo(6);
            assertThat(search.expectedBest(row)).isSorted();
            assertThat(search.bestSoFar(row)).isSorted();
            assertThat(search.expectedBest(row).get(search.expectedBest(row).size() - 1))
                    .isCloseTo(search.bestSoFar(row).get(search.bestSoFar(row).size() - 1), within(1e-12));
        });
    }

    @Test
    void saysThatItIsOpen() throws IOException {
        Findings findings = Findings.of(MadeUpSearch.open(folder));

        assertThat(VerdictText.of(findings))
                .anyMatch(line -> line.startsWith("These rows are as the experiment has them: the search on plain: "));
        assertThat(findings.untuned()).isEmpty();
        assertThat(JsonSchemaCheck.problems(schema(), document(findings))).isEmpty();
    }

    @Test
    void isInTheSchema() throws IOException {
        JsonObject document = document(Findings.of(MadeUpSearch.over(folder)));

        assertThat(JsonSchemaCheck.problems(schema(), document)).isEmpty();
        assertThat(document.getAsJsonObject("search").getAsJsonArray("untuned")).hasSize(4);
    }

    private static JsonObject document(Findings findings) {
        return JsonParser.parseString(JsonResults.text(findings)).getAsJsonObject();
    }

    private static JsonObject schema() throws IOException {
        try (Reader reader = new InputStreamReader(
                JsonResults.class.getResourceAsStream("results.schema.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }
}
