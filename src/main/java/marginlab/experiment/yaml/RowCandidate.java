package marginlab.experiment.yaml;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.Sampling;
import marginlab.experiment.setting.SamplingType;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.experiment.setting.VerifiedSetsType;
import marginlab.experiment.setting.Watch;

/**
 * A loss with settings, before it is a row.
 *
 * @param values every setting that was given anywhere, the defaults, and {@code auto}
 * @param varying the settings that the matrix gave, and those of an included row that differ from the file's
 */
record RowCandidate(LossReader.Loss loss, Map<SettingKey, SettingValue> values, Set<SettingKey> varying) {

    /** The row, with what follows from other settings filled in; named by what changes its loss. */
    ExperimentRow row() {
        Map<SettingKey, String> texts = new EnumMap<>(SettingKey.class);
        values.forEach((key, value) -> texts.put(key, value.text()));
        if (!texts.get(SettingKey.CURVE).equals(Schedule.RateCurve.STEPS.label())) {
            texts.put(SettingKey.DIVIDE_AT, "");
            texts.put(SettingKey.DIVIDE_BY, SettingKey.DIVIDE_BY.standard().orElseThrow());
        } else {
            texts.computeIfAbsent(
                    SettingKey.DIVIDE_AT, key -> thePapersShares(Span.parse(texts.get(SettingKey.STOP_AT))));
        }
        if (!texts.get(SettingKey.CURVE).equals(Schedule.RateCurve.POLYNOMIAL.label())) {
            texts.put(SettingKey.POWER, SettingKey.POWER.standard().orElseThrow());
        }
        watch(texts);
        if (texts.get(SettingKey.IDENTITIES).equals(SettingKey.IDENTITIES.untold())) {
            texts.put(SettingKey.IDENTITIES_SEED, SettingKey.IDENTITIES_SEED.untold());
        }
        texts.computeIfPresent(
                SettingKey.SAMPLING,
                (key, text) -> text.equals(SamplingType.AUTO) ? sampling(texts).label() : text);
        Map<String, String> flat = new TreeMap<>();
        texts.forEach((key, text) -> flat.put(key.path(), text));
        TreeMap<String, String> shown = new TreeMap<>();
        varying.stream()
                .filter(key -> SettingRelevance.changes(key, loss.objective().factors()))
                .forEach(key -> shown.put(key.path(), texts.get(key)));
        return new ExperimentRow(
                loss.objective(), Settings.of(flat).with(loss.objective().definitions()), shown, loss.place());
    }

    /** All that varies, whether it changes the loss of this row or not. */
    SortedMap<String, String> asked(ExperimentRow row) {
        SortedMap<String, String> asked = new TreeMap<>();
        varying.forEach(key -> asked.put(key.path(), key.of(row.settings())));
        return asked;
    }

    /** What decides the training of the row: rows that are equal in it are one. */
    List<Object> training(ExperimentRow row) {
        Map<String, String> telling = row.settings().flat();
        SettingRelevance.idle(loss.objective().factors()).forEach(key -> telling.remove(key.path()));
        return List.of(loss.label(), telling);
    }

    /** 20,000 and 28,000 of 32,000 iterations. */
    private static String thePapersShares(Span stop) {
        return stop.times(5, 8).label() + ", " + stop.times(7, 8).label();
    }

    /** Nothing is watched that decides nothing; so one trial has one text. */
    private static void watch(Map<SettingKey, String> texts) {
        boolean stops = !texts.get(SettingKey.PATIENCE).equals(SettingKey.PATIENCE.untold());
        if (!stops) {
            texts.put(SettingKey.AFTER, SettingKey.AFTER.untold());
        }
        if (!stops && texts.get(SettingKey.EPOCH).equals(Watch.LAST)) {
            texts.put(SettingKey.WATCH, SettingKey.WATCH.untold());
        } else {
            texts.computeIfAbsent(
                    SettingKey.WATCH,
                    key -> VerifiedSetsType.names(texts.get(SettingKey.VERIFY)).get(0));
        }
    }

    private Sampling sampling(Map<SettingKey, String> texts) {
        return loss.objective().needsPairs()
                ? Sampling.pairs(Integer.parseInt(texts.get(SettingKey.BATCH))).orElse(Sampling.SHUFFLE)
                : Sampling.SHUFFLE;
    }
}
