package marginlab.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A loss with settings, before it is a row.
 *
 * @param values every setting that was given anywhere, the defaults, and {@code auto}
 * @param varying the settings that the matrix gave, and those of an included row that differ from the file's
 */
record Combination(LossReader.Loss loss, Map<Key, Value> values, Set<Key> varying) {

    /** The row, with what follows from other settings filled in; named by what changes its loss. */
    Row row() {
        Map<Key, String> texts = new EnumMap<>(Key.class);
        values.forEach((key, value) -> texts.put(key, value.text()));
        if (!texts.get(Key.CURVE).equals(Schedule.Curve.STEPS.label())) {
            texts.put(Key.DIVIDE_AT, "");
            texts.put(Key.DIVIDE_BY, Key.DIVIDE_BY.standard().orElseThrow());
        } else {
            texts.computeIfAbsent(Key.DIVIDE_AT, key -> thePapersShares(Span.parse(texts.get(Key.STOP_AT))));
        }
        if (!texts.get(Key.CURVE).equals(Schedule.Curve.POLYNOMIAL.label())) {
            texts.put(Key.POWER, Key.POWER.standard().orElseThrow());
        }
        watch(texts);
        if (texts.get(Key.IDENTITIES).equals(Key.IDENTITIES.untold())) {
            texts.put(Key.IDENTITIES_SEED, Key.IDENTITIES_SEED.untold());
        }
        texts.computeIfPresent(
                Key.SAMPLING,
                (key, text) -> text.equals(Draw.AUTO) ? sampling(texts).label() : text);
        Map<String, String> flat = new TreeMap<>();
        texts.forEach((key, text) -> flat.put(key.path(), text));
        TreeMap<String, String> shown = new TreeMap<>();
        varying.stream()
                .filter(key -> Concern.changes(key, loss.factors()))
                .forEach(key -> shown.put(key.path(), texts.get(key)));
        return new Row(loss.label(), Settings.of(flat), shown, loss.place());
    }

    /** All that varies, whether it changes the loss of this row or not. */
    SortedMap<String, String> asked(Row row) {
        SortedMap<String, String> asked = new TreeMap<>();
        varying.forEach(key -> asked.put(key.path(), key.of(row.settings())));
        return asked;
    }

    /** What decides the training of the row: rows that are equal in it are one. */
    List<Object> training(Row row) {
        Map<String, String> telling = row.settings().flat();
        Concern.idle(loss.factors()).forEach(key -> telling.remove(key.path()));
        return List.of(row.objective(), telling);
    }

    /** 20,000 and 28,000 of 32,000 iterations. */
    private static String thePapersShares(Span stop) {
        return stop.times(5, 8).label() + ", " + stop.times(7, 8).label();
    }

    /** Nothing is watched that decides nothing; so one trial has one text. */
    private static void watch(Map<Key, String> texts) {
        boolean stops = !texts.get(Key.PATIENCE).equals(Key.PATIENCE.untold());
        if (!stops) {
            texts.put(Key.AFTER, Key.AFTER.untold());
        }
        if (!stops && texts.get(Key.EPOCH).equals(Watch.LAST)) {
            texts.put(Key.WATCH, Key.WATCH.untold());
        } else {
            texts.computeIfAbsent(
                    Key.WATCH, key -> VerifiedSets.names(texts.get(Key.VERIFY)).get(0));
        }
    }

    private Sampling sampling(Map<Key, String> texts) {
        return loss.pairTerm()
                .flatMap(term -> Sampling.pairs(Integer.parseInt(texts.get(Key.BATCH))))
                .orElse(Sampling.SHUFFLE);
    }
}
