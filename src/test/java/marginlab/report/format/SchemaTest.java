package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path runs;

    @Test
    void everyResultIsWhatThePublishedSchemaSays() throws IOException {
        assertThat(JsonSchemaCheck.problems(schema(), document(MadeUpSweeps.small())))
                .isEmpty();
        assertThat(JsonSchemaCheck.problems(schema(), document(MadeUpSweeps.paper())))
                .isEmpty();
        assertThat(JsonSchemaCheck.problems(schema(), document(MadeUpSweeps.large())))
                .isEmpty();
        assertThat(JsonSchemaCheck.problems(schema(), document(MadeUpSweeps.withScores(runs))))
                .isEmpty();
        assertThat(JsonSchemaCheck.problems(schema(), document(MadeUpSweeps.repeated(runs, 5))))
                .isEmpty();
    }

    @Test
    void theSchemaOfTheCheckoutIsThatOfTheProgram() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("schemas/results.schema.json"))) {
            assertThat(JsonParser.parseReader(reader)).isEqualTo(schema());
        }
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() throws IOException {
        JsonObject document = document(MadeUpSweeps.small());
        document.addProperty("written", "today");
        document.addProperty("format", "marginlab-results/0");
        assertThat(JsonSchemaCheck.problems(schema(), document))
                .containsExactlyInAnyOrder("$.written is not in the schema", "$.format is \"marginlab-results/0\"");
    }

    private static JsonObject document(SweepResults sweep) {
        return JsonParser.parseString(JsonResults.text(Findings.of(sweep))).getAsJsonObject();
    }

    private static JsonObject schema() throws IOException {
        try (Reader reader = new InputStreamReader(
                JsonResults.class.getResourceAsStream("results.schema.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }
}
