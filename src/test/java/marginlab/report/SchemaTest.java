package marginlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path runs;

    @Test
    void everyResultIsWhatThePublishedSchemaSays() throws IOException {
        assertThat(Schema.problems(schema(), document(Sweeps.small()))).isEmpty();
        assertThat(Schema.problems(schema(), document(Sweeps.paper()))).isEmpty();
        assertThat(Schema.problems(schema(), document(Sweeps.large()))).isEmpty();
        assertThat(Schema.problems(schema(), document(Sweeps.withScores(runs)))).isEmpty();
        assertThat(Schema.problems(schema(), document(Sweeps.repeated(runs, 5))))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() throws IOException {
        JsonObject document = document(Sweeps.small());
        document.addProperty("written", "today");
        document.addProperty("format", "marginlab-results/0");
        assertThat(Schema.problems(schema(), document))
                .containsExactlyInAnyOrder("$.written is not in the schema", "$.format is \"marginlab-results/0\"");
    }

    private static JsonObject document(Sweep sweep) {
        return JsonParser.parseString(JsonResults.text(Findings.of(sweep))).getAsJsonObject();
    }

    private static JsonObject schema() throws IOException {
        try (Reader reader = new InputStreamReader(
                JsonResults.class.getResourceAsStream("results.schema.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }
}
