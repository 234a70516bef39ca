package marginlab.experiment.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.yaml.Yaml;
import marginlab.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingsTest {
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("engine", "PyTorch"),
            Map.entry("train", "b, c"),
            Map.entry("min-images", "5"),
            Map.entry("verify", "x, y, z"),
            Map.entry("backbone", "IR(1-2, 3-4, relu)"),
            Map.entry("input", "56"),
            Map.entry("embedding", "128"),
            Map.entry("dropout", "0"),
            Map.entry("scale", "30.5"),
            Map.entry("gradient", "straight-through"),
            Map.entry("beyond-pi", "clip"),
            Map.entry("flip", "false"),
            Map.entry("sampling", "32 x 4"),
            Map.entry("schedule.batch", "128"),
            Map.entry("schedule.rate", "0.05"),
            Map.entry("schedule.curve", "cosine"),
            Map.entry("schedule.divide-at", "1 epochs, 2 epochs"),
            Map.entry("schedule.divide-by", "2"),
            Map.entry("schedule.power", "2"),
            Map.entry("schedule.warm-up", "50"),
            Map.entry("schedule.stop-at", "15 epochs"),
            Map.entry("schedule.momentum", "0.8"),
            Map.entry("schedule.decay", "0"),
            Map.entry("schedule.clip", "5"),
            Map.entry("recipe", "arcface_torch"),
            Map.entry("learn-scale", "true"),
            Map.entry("label-smoothing", "0.1"),
            Map.entry("class-rate", "0.25"),
            Map.entry("precision", "mixed"),
            Map.entry("devices", "4"),
            Map.entry("epoch", "best"),
            Map.entry("watch", "y"),
            Map.entry("stop-early.patience", "3"),
            Map.entry("stop-early.after", "4"),
            Map.entry("identities", "1000"),
            Map.entry("identities-seed", "7"),
            Map.entry("augment.crop", "0.2"),
            Map.entry("augment.low-resolution", "0.3"),
            Map.entry("augment.photometric", "0.4"),
            Map.entry("augment.colour", "0.5"),
            Map.entry("augment.compression", "0.6"),
            Map.entry("augment.cutoff", "0.7"),
            Map.entry("init.file", "y1.params"),
            Map.entry("init.centres", "true"),
            Map.entry("freeze", "backbone"));

    /** The defaults, with something in the place of what has none. */
    static SortedMap<String, String> standard() {
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            if (ToldSettings.isAlwaysTold(key)) {
                flat.put(key.path(), key.standard().orElse(""));
            }
        }
        flat.putAll(Map.of("train", "a", "verify", "x", "sampling", "shuffle", "watch", "x"));
        return flat;
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everySettingParsesBackAndIsPartOfTheWhole(SettingKey key) {
        SortedMap<String, String> flat = standard();
        Settings before = Settings.of(flat);
        assertThat(before.flat()).isEqualTo(flat);

        flat.put(key.path(), OTHER.get(key.path()));

        Settings after = Settings.of(flat);
        assertThat(after.flat()).isEqualTo(flat);
        assertThat(after).isNotEqualTo(before);
        assertThat(key.of(after)).isEqualTo(OTHER.get(key.path()));
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everySettingIsDescribedAndItsDefaultIsAllowed(SettingKey key) {
        assertThat(SettingKey.named(key.path())).hasValue(key);
        assertThat(key.description()).isNotBlank();
        key.standard().ifPresent(text -> {
            Problems problems = new Problems();
            assertThat(key.type().read(Yaml.parse(text, "default", problems))).hasValue(text);
            assertThat(problems.list()).isEmpty();
        });
    }

    @Test
    void refusesMissingAndUnknownSettings() {
        SortedMap<String, String> flat = standard();
        flat.put("other", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(flat));
        flat.remove("other");
        flat.remove("scale");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(flat)).withMessageContaining("scale");
    }

    @Test
    void settingsThatCameLaterAreToldOnlyWhereTheyDecide() {
        SortedMap<String, String> flat = standard();
        flat.remove("watch");
        Settings settings = Settings.of(flat);
        assertThat(settings.watch()).isEqualTo(Watch.NONE);
        assertThat(settings.flat()).isEqualTo(flat).doesNotContainKeys("epoch", "watch", "stop-early.patience");

        flat.put("epoch", "best");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(flat))
                .withMessageContaining("a set to watch");
    }
}
