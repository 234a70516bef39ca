package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.experiment.setting.SettingKey;
import org.junit.jupiter.api.Test;

final class ExperimentSchemaTest {
    @Test
    void theSchemaOnDiskIsThatOfTheCode() throws IOException {
        Path made = Files.writeString(Path.of("target", "experiment.schema.json"), ExperimentSchema.text());

        assertThat(Path.of("schemas", "experiment.schema.json"))
                .as("copy %s there after a change of the settings", made)
                .hasSameTextualContentAs(made);
    }

    @Test
    void knowsEverySettingWhereItStands() {
        JsonObject properties = JsonParser.parseString(ExperimentSchema.text())
                .getAsJsonObject()
                .getAsJsonObject("properties");

        for (SettingKey key : SettingKey.values()) {
            String[] path = key.path().split("\\.");
            JsonObject setting = path.length == 1
                    ? properties.getAsJsonObject(path[0])
                    : properties
                            .getAsJsonObject(path[0])
                            .getAsJsonObject("properties")
                            .getAsJsonObject(path[1]);
            assertThat(setting.get("description").getAsString()).isEqualTo(key.description());
        }
        assertThat(properties.getAsJsonObject("scale").get("default").getAsInt())
                .isEqualTo(64);
        assertThat(properties
                        .getAsJsonObject("matrix")
                        .getAsJsonObject("properties")
                        .keySet())
                .contains("scale", "schedule.rate")
                .doesNotContain("verify");
    }
}
