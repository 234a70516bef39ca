package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogSchemaTest {
    @Test
    void theSchemaOnDiskIsThatOfTheCode() throws IOException {
        Path made = Files.writeString(Path.of("target", "datasets.schema.json"), CatalogSchema.text());

        assertThat(Path.of("schemas", "datasets.schema.json"))
                .as("copy %s there after a change of the catalog's keys", made)
                .hasSameTextualContentAs(made);
    }

    @Test
    void explainsEveryKeyThatTheReaderTakes() {
        JsonObject properties = JsonParser.parseString(CatalogSchema.text())
                .getAsJsonObject()
                .getAsJsonObject("patternProperties")
                .entrySet()
                .iterator()
                .next()
                .getValue()
                .getAsJsonObject()
                .getAsJsonObject("properties");

        assertThat(properties.keySet()).isEqualTo(CatalogReader.KEYS);
        properties
                .entrySet()
                .forEach(key -> assertThat(key.getValue()
                                .getAsJsonObject()
                                .get("description")
                                .isJsonPrimitive())
                        .as(key.getKey())
                        .isTrue());
    }

    @Test
    void theShippedCatalogNamesItForEditors() throws IOException {
        assertThat(Files.readString(Path.of("datasets.yaml")))
                .startsWith("# yaml-language-server: $schema=schemas/datasets.schema.json\n");
    }
}
