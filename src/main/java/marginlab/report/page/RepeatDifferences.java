package marginlab.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import marginlab.plan.Trial;
import marginlab.report.page.NoiseFloorView.Twins;
import marginlab.report.table.ProvenanceLine;
import marginlab.report.table.SweepResults;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/** Why trainings of the same with the same seed came out differently: how they were made, and where they parted. */
final class RepeatDifferences {
    private static final Comparator<Parting> PARTING =
            Comparator.comparingLong(Parting::step).thenComparing(Parting::trial);

    private RepeatDifferences() {}

    /** A sentence a cause. */
    static List<String> why(SweepResults sweep, List<Twins> twins) {
        List<String> why = new ArrayList<>();
        Map<String, TreeSet<String>> unlike = unlike(sweep, twins);
        unlike.forEach((name, values) -> why.add("Repeats were not made alike: " + name + " "
                + values.stream()
                        .map(value -> value.isEmpty() ? "unknown" : value)
                        .collect(Collectors.joining(" and "))
                + "."));
        if (unlike.isEmpty()) {
            why.add("Repeats were made alike, as far as the provenance tells. What is not deterministic then is the"
                    + " order in which sums are added up, by threads or on a GPU.");
        }
        twins.stream()
                .flatMap(pair -> parting(sweep, pair).stream())
                .min(PARTING)
                .ifPresent(first -> why.add(first.text()));
        return why;
    }

    /** Where two trainings are no longer the same. */
    private record Parting(String trial, long step, int epoch, double apart) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "The first to part is trial %s, in epoch %d, where the loss differs by %.1e.",
                    trial,
                    epoch,
                    apart);
        }
    }

    private static Optional<Parting> parting(SweepResults sweep, Twins twins) {
        Map<Long, Double> first = losses(sweep, twins.first());
        return sweep.metrics().apply(twins.again().id()).stream()
                .filter(metric -> metric.key().equals("loss") && first.containsKey(metric.step()))
                .filter(metric -> metric.value() != first.get(metric.step()))
                .map(metric -> new Parting(
                        twins.again().id(),
                        metric.step(),
                        metric.epoch(),
                        Math.abs(metric.value() - first.get(metric.step()))))
                .min(PARTING);
    }

    private static Map<Long, Double> losses(SweepResults sweep, Trial trial) {
        return sweep.metrics().apply(trial.id()).stream()
                .filter(metric -> metric.key().equals("loss"))
                .collect(Collectors.toMap(Metric::step, Metric::value, (old, late) -> late));
    }

    /** Provenance in which a repeat differs from the first run of its seed, with what it was. */
    private static Map<String, TreeSet<String>> unlike(SweepResults sweep, List<Twins> twins) {
        Map<String, TreeSet<String>> unlike = new TreeMap<>();
        for (Twins pair : twins) {
            Map<String, String> first = provenance(sweep, pair.first());
            Map<String, String> again = provenance(sweep, pair.again());
            if (!first.isEmpty() && !again.isEmpty()) {
                TreeSet<String> names = new TreeSet<>(first.keySet());
                names.addAll(again.keySet());
                names.remove(ProvenanceLine.PROCESS);
                names.removeIf(name -> Objects.equals(first.get(name), again.get(name)));
                names.forEach(name -> unlike.computeIfAbsent(name, n -> new TreeSet<>())
                        .addAll(List.of(first.getOrDefault(name, ""), again.getOrDefault(name, ""))));
            }
        }
        return unlike;
    }

    private static Map<String, String> provenance(SweepResults sweep, Trial trial) {
        return sweep.run(trial).map(Run::provenance).orElse(Map.of());
    }
}
