package marginlab.command.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import marginlab.command.context.MetricText;
import marginlab.store.record.Metric;

/** Figures of a training over its epochs, as bars one letter high. */
final class MetricBars {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    /** Where a terminal may have no others. */
    private static final String PLAIN = "_.-~=+*#";

    private static final int MOST = 24;
    private static final int LEAST = 4;
    private static final int NAME = 24;
    /** Says how far a training is, which its epochs say already. */
    private static final String PROGRESS = "progress";

    private MetricBars() {}

    /**
     * A line a figure: {@code loss  ▇▅▃▂▁  8.91 to 1.25}.
     *
     * @param metrics of a run, of all its attempts
     * @param isPlain whether letters of ASCII alone are used
     * @param width of the terminal, in which there are fewer bars where it is narrow; not positive where there is none
     */
    static List<String> of(List<Metric> metrics, boolean isPlain, int width) {
        Map<String, TreeMap<Integer, Double>> figures = new TreeMap<>();
        for (Metric metric : metrics) {
            if (metric.key().equals(PROGRESS)) {
                continue;
            }
            figures.computeIfAbsent(metric.key(), key -> new TreeMap<>()).put(metric.epoch(), metric.value());
        }
        Map<String, String> ranges = new TreeMap<>();
        figures.forEach((name, byEpoch) -> ranges.put(name, range(name, List.copyOf(byEpoch.values()))));
        int rest = ranges.values().stream().mapToInt(String::length).max().orElse(0) + "    ".length();
        boolean isNarrow = width > 0 && NAME + MOST + rest > width;
        int names = isNarrow
                ? figures.keySet().stream().mapToInt(String::length).max().orElse(0)
                : NAME;
        int most = isNarrow ? Math.max(LEAST, Math.min(MOST, width - names - rest)) : MOST;
        return figures.keySet().stream()
                .map(name -> String.format(
                                Locale.ROOT,
                                "  %-" + names + "s %-" + most + "s %s",
                                name,
                                bars(List.copyOf(figures.get(name).values()), isPlain, most),
                                ranges.get(name))
                        .stripTrailing())
                .toList();
    }

    private static String range(String name, List<Double> values) {
        String first = MetricText.ofTraining(name, values.get(0));
        String last = MetricText.ofTraining(name, values.get(values.size() - 1));
        return (values.size() == 1 ? last : first + " to " + last) + MetricText.unitOfTraining(name);
    }

    /** As many bars as there are values, {@code most} at most, each the mean of the values that fall to it. */
    static String bars(List<Double> values, boolean isPlain, int most) {
        String steps = isPlain ? PLAIN : BLOCKS;
        int count = Math.min(most, values.size());
        List<Double> means = new ArrayList<>();
        for (int bar = 0; bar < count; bar++) {
            int from = bar * values.size() / count;
            int until = (bar + 1) * values.size() / count;
            means.add(values.subList(from, until).stream()
                    .mapToDouble(value -> value)
                    .average()
                    .orElseThrow());
        }
        double low = means.stream().mapToDouble(value -> value).min().orElse(0);
        double high = means.stream().mapToDouble(value -> value).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (double mean : means) {
            // What does not change is drawn half high.
            double share = high > low ? (mean - low) / (high - low) : 0.5;
            text.append(steps.charAt((int) Math.min(steps.length() - 1.0, Math.floor(share * steps.length()))));
        }
        return text.toString();
    }
}
