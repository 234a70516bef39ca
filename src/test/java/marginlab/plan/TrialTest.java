package marginlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialTest {
    /** Written by hand; its SHA-256 was computed with {@code sha256sum}. */
    private static final String CONTENT = "\"fingerprints\":{\"faces\":\"0123\",\"pairs\":\"4567\"},%s"
            + "\"objective\":\"ArcFace(0.5) + Intra\",\"seed\":7,\"settings\":{"
            + "\"backbone\":\"IR-50\",\"beyond-pi\":\"raw\",\"dropout\":\"0.4\",\"embedding\":\"512\","
            + "\"engine\":\"MXNet\",\"flip\":\"true\",\"gradient\":\"exact\",\"input\":\"112\",\"min-images\":\"1\","
            + "\"sampling\":\"shuffle\",\"scale\":\"64\",\"schedule.batch\":\"512\",\"schedule.clip\":\"0\","
            + "\"schedule.curve\":\"steps\",\"schedule.decay\":\"0.0005\",\"schedule.divide-at\":\"20000, 28000\","
            + "\"schedule.divide-by\":\"10\",\"schedule.momentum\":\"0.9\",\"schedule.power\":\"1\","
            + "\"schedule.rate\":\"0.1\",\"schedule.stop-at\":\"32000\",\"schedule.warm-up\":\"0\","
            + "\"train\":\"faces\",\"verify\":\"pairs\"}";

    private static final Map<String, String> FINGERPRINTS = Map.of("pairs", "4567", "faces", "0123");

    @Test
    void theCanonicalFormIsSealed() {
        Trial trial = trial(7);

        assertThat(trial.toJson()).isEqualTo("{" + String.format(CONTENT, "\"id\":\"7ceed4f4ad87\",") + "}");
        assertThat(trial.id()).isEqualTo("7ceed4f4ad87");
    }

    @Test
    void parsesBack() {
        assertThat(Trial.fromJson(trial(7).toJson())).isEqualTo(trial(7));
    }

    @Test
    void anythingElseIsAnotherTrial() {
        Trial trial = trial(7);

        assertThat(trial(8).id()).isNotEqualTo(trial.id());
        assertThat(Trial.of("NS", trial.settings(), 7, FINGERPRINTS).id()).isNotEqualTo(trial.id());
        assertThat(Trial.of(trial.objective(), trial.settings(), 7, Map.of("faces", "0123", "pairs", "4568"))
                        .id())
                .isNotEqualTo(trial.id());
    }

    @Test
    void theTrainingIsTheSameWhateverVerifiesIt() {
        Trial trial = trial(7);
        Trial more = verifiedOn("more, pairs", Map.of("faces", "0123", "pairs", "4567", "more", "89"), Map.of());

        assertThat(more.id()).isNotEqualTo(trial.id());
        assertThat(more.training()).isEqualTo(trial.training());
        assertThat(trial(8).training()).isNotEqualTo(trial.training());
        assertThat(Trial.of(trial.objective(), trial.settings(), 7, 2, FINGERPRINTS)
                        .training())
                .isNotEqualTo(trial.training());
        assertThat(verifiedOn("pairs", Map.of("faces", "0124", "pairs", "4567"), Map.of())
                        .training())
                .isNotEqualTo(trial.training());
    }

    @Test
    void aWatchedSetIsPartOfTheTraining() {
        Map<String, String> best = Map.of("epoch", "best", "watch", "pairs");
        Trial trial = verifiedOn("pairs", FINGERPRINTS, best);

        assertThat(verifiedOn("pairs", Map.of("faces", "0123", "pairs", "4568"), best)
                        .training())
                .isNotEqualTo(trial.training());
        assertThat(verifiedOn(
                                "more, pairs",
                                Map.of("faces", "0123", "pairs", "4567", "more", "89"),
                                Map.of("epoch", "best", "watch", "more"))
                        .training())
                .isNotEqualTo(trial.training());
        assertThat(verifiedOn("more, pairs", Map.of("faces", "0123", "pairs", "4567", "more", "89"), best)
                        .training())
                .isEqualTo(trial.training());
    }

    private static Trial verifiedOn(String sets, Map<String, String> fingerprints, Map<String, String> changes) {
        SortedMap<String, String> flat = new TreeMap<>(trial(7).settings().flat());
        flat.put(SettingKey.VERIFY.path(), sets);
        flat.putAll(changes);
        return Trial.of(trial(7).objective(), Settings.of(flat), 7, fingerprints);
    }

    /** The id of the first was the same before there were repeats; that of the second was computed with {@code sha256sum}. */
    @Test
    void aRepeatIsAnotherTrialAndTheFirstIsNone() {
        Trial first = trial(7);
        Trial second = Trial.of(first.objective(), first.settings(), 7, 2, FINGERPRINTS);

        assertThat(Trial.of(first.objective(), first.settings(), 7, 1, FINGERPRINTS))
                .isEqualTo(first);
        assertThat(second.toJson())
                .isEqualTo("{"
                        + String.format(CONTENT, "\"id\":\"3f3dd4f523b4\",")
                                .replace("\"seed\":7", "\"repeat\":2,\"seed\":7")
                        + "}");
        assertThat(Trial.fromJson(second.toJson())).isEqualTo(second);
        assertThat(second.seedText()).isEqualTo("7, repeat 2");
    }

    @Test
    void refusesARepeatBeforeTheFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.fromJson(trial(7).toJson().replace("\"seed\"", "\"repeat\":0,\"seed\"")))
                .withMessageContaining("repeat 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = SettingKey.class,
            names = {"SCALE", "INPUT", "EMBEDDING", "BATCH", "CLIP", "WARM_UP", "DIVIDE_AT"})
    void anotherSettingIsAnotherTrial(SettingKey key) {
        SortedMap<String, String> flat = new TreeMap<>(trial(7).settings().flat());
        flat.put(key.path(), "17");

        Trial other = Trial.of(trial(7).objective(), Settings.of(flat), 7, FINGERPRINTS);

        assertThat(other.id()).isNotEqualTo(trial(7).id());
    }

    @ParameterizedTest
    @CsvSource({"recipe, arcface_torch", "learn-scale, true", "label-smoothing, 0.1", "class-rate, 0.5", "devices, 2"})
    void aVariantIsAnotherTrialAndItsStandardIsNot(String path, String other) {
        SortedMap<String, String> flat = new TreeMap<>(trial(7).settings().flat());
        flat.put(path, SettingKey.named(path).orElseThrow().standard().orElseThrow());
        assertThat(Trial.of(trial(7).objective(), Settings.of(flat), 7, FINGERPRINTS))
                .isEqualTo(trial(7));

        flat.put(path, other);

        Trial varied = Trial.of(trial(7).objective(), Settings.of(flat), 7, FINGERPRINTS);
        assertThat(varied.id()).isNotEqualTo(trial(7).id());
        assertThat(Trial.fromJson(varied.toJson())).isEqualTo(varied);
        assertThat(new TrialReader().read(varied.toJson())).isEqualTo(varied);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\": 1}",
                "{\"id\":",
                "null",
                "{\"settings\":3}",
                "{\"seed\":1,\"settings\":{}}"
            })
    void refusesWhatIsNoTrial(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Trial.fromJson(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialReader().read(text));
    }

    @Test
    void refusesATrialWhoseContentWasChanged() {
        String changed = trial(7).toJson().replace("\"seed\":7", "\"seed\":8");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.fromJson(changed))
                .withMessageContaining(trial(8).id());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrialReader().read(changed))
                .withMessageContaining(trial(8).id());
    }

    @Test
    void readsTrialsThatShareSettingsAndTrialsThatDoNot() {
        SortedMap<String, String> flat = new TreeMap<>(trial(7).settings().flat());
        flat.put("scale", "30");
        List<Trial> trials = List.of(
                trial(7),
                trial(8),
                Trial.of("NS", Settings.of(flat), 7, FINGERPRINTS),
                Trial.of("NS", trial(7).settings(), 7, Map.of(",\"settings\":{", "}}", "settings", "{")),
                Trial.of("a \"quoted\", \"settings\":{ name", trial(7).settings(), 7, 2, FINGERPRINTS));
        TrialReader reader = new TrialReader();

        assertThat(trials.stream().map(trial -> reader.read(trial.toJson()))).containsExactlyElementsOf(trials);
        assertThat(trials.stream().map(trial -> reader.readKept(trial.toJson())))
                .containsExactlyElementsOf(trials);
    }

    private static Trial trial(long seed) {
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            flat.put(key.path(), key.standard().orElse(""));
        }
        flat.putAll(Map.of(
                "train", "faces", "verify", "pairs", "sampling", "shuffle", "schedule.divide-at", "20000, 28000"));
        return Trial.of("ArcFace(0.5) + Intra", Settings.of(flat), seed, FINGERPRINTS);
    }
}
