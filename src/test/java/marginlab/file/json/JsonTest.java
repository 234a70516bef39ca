package marginlab.file.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Inner(String name, Optional<List<String>> words) {}

    private record Whole(
            long count,
            Double unknown,
            OptionalDouble absent,
            OptionalDouble present,
            Optional<Inner> inner,
            Instant at,
            Map<String, Double> figures) {}

    private static Whole whole() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("tar@far=1e-3", 0.5);
        figures.put("accuracy", 1e-7);
        return new Whole(
                3,
                null,
                OptionalDouble.empty(),
                OptionalDouble.of(0.25),
                Optional.of(new Inner("<a> & 'b'", Optional.empty())),
                Instant.parse("2026-01-02T03:04:05Z"),
                figures);
    }

    @Test
    void writesKeysInTheOrderOfTheRecord() {
        assertThat(Json.line(whole()))
                .isEqualTo("{\"count\":3,\"unknown\":null,\"present\":0.25,\"inner\":{\"name\":\"<a> & 'b'\"},"
                        + "\"at\":\"2026-01-02T03:04:05Z\",\"figures\":{\"tar@far=1e-3\":0.5,\"accuracy\":1.0E-7}}");
    }

    @Test
    void indentsByTwo() {
        assertThat(Json.indented(new Inner("a", Optional.of(List.of("b")))))
                .isEqualTo("{\n  \"name\": \"a\",\n  \"words\": [\n    \"b\"\n  ]\n}");
    }

    @Test
    void leavesOutAnEmptyOptionalBetweenOthersAndInLists() {
        assertThat(Json.line(List.of(new Inner("a", Optional.empty()), new Inner("b", Optional.of(List.of())))))
                .isEqualTo("[{\"name\":\"a\"},{\"name\":\"b\",\"words\":[]}]");
    }

    @Test
    void readsBackWhatItWrote() {
        Whole read = Json.read(Json.indented(whole()), Whole.class);

        assertThat(read.count()).isEqualTo(3);
        assertThat(read.present()).hasValue(0.25);
        assertThat(read.absent()).as("a key that is not there").isNull();
        assertThat(read.inner().orElseThrow().name()).isEqualTo("<a> & 'b'");
        assertThat(read.at()).isEqualTo(whole().at());
        assertThat(read.figures()).isEqualTo(whole().figures());
    }

    @Test
    void refusesWhatIsNotOfTheForm() {
        assertThatThrownBy(() -> Json.read("{\"count\":[]}", Whole.class)).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> Json.read("{\"count\":", Whole.class)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void writesTheWordsOfASchemaInTheirOrder() {
        JsonSchema schema = JsonSchema.object(Map.of("a", JsonSchema.listOf(JsonSchema.text("^x$"))), List.of("a"))
                .described("what it is");

        assertThat(Json.line(schema))
                .isEqualTo("{\"description\":\"what it is\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
                        + "\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"^x$\"}}},\"required\":[\"a\"],"
                        + "\"additionalProperties\":false}");
    }
}
