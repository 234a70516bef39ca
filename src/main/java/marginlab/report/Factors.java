package marginlab.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.experiment.Schedule;
import marginlab.experiment.Settings;
import marginlab.experiment.Span;

/** Settings as names and values that a person reads, under the keys of the experiment file. */
final class Factors {
    private Factors() {}

    /** Every setting, in the order of the experiment file. */
    static Map<String, String> of(Settings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("engine", settings.engine());
        all.put("train", String.join(", ", settings.train()));
        all.put("min-images", String.valueOf(settings.minImages()));
        all.put("verify", String.join(", ", settings.verify()));
        all.put("backbone", settings.backbone().label());
        all.put("input", String.valueOf(settings.input()));
        all.put("embedding", String.valueOf(settings.embedding()));
        all.put("dropout", number(settings.dropout()));
        all.put("scale", number(settings.scale()));
        all.put("gradient", settings.gradient().label());
        all.put("beyond-pi", settings.beyondPi().label());
        all.put("flip", String.valueOf(settings.flip()));
        all.put("sampling", settings.sampling().label());
        addSchedule(settings.schedule(), all);
        return all;
    }

    /** The names of the settings in which some of these differ. */
    static Set<String> varying(List<Settings> many) {
        List<Map<String, String>> texts =
                many.stream().distinct().map(Factors::of).toList();
        Set<String> names = new LinkedHashSet<>();
        texts.forEach(text -> names.addAll(text.keySet()));
        names.removeIf(
                name -> texts.stream().map(text -> text.get(name)).distinct().count() == 1);
        return names;
    }

    /** Some of the settings, by name, in the order of the names. */
    static Map<String, String> only(Settings settings, Set<String> names) {
        Map<String, String> all = of(settings);
        Map<String, String> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, all.getOrDefault(name, "")));
        return some;
    }

    /** A number as it is written by hand: {@code 64}, {@code 0.0005}. */
    static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }

    private static void addSchedule(Schedule schedule, Map<String, String> all) {
        all.put("batch", String.valueOf(schedule.batch()));
        all.put("rate", number(schedule.rate()));
        all.put("curve", schedule.curve().label());
        List<String> divisions = new ArrayList<>();
        schedule.divideAt().forEach(at -> divisions.add(span(at)));
        if (!divisions.isEmpty()) {
            all.put("divide-at", divisions.stream().collect(Collectors.joining(", ")));
            all.put("divide-by", number(schedule.divideBy()));
        }
        if (schedule.curve() == Schedule.Curve.POLYNOMIAL) {
            all.put("power", number(schedule.power()));
        }
        all.put("warm-up", span(schedule.warmUp()));
        all.put("stop-at", span(schedule.stopAt()));
        all.put("momentum", number(schedule.momentum()));
        all.put("decay", number(schedule.decay()));
        all.put("clip", number(schedule.clip()));
    }

    private static String span(Span span) {
        return number(span.count()) + (span.unit() == Span.Unit.EPOCHS ? " epochs" : "");
    }
}
