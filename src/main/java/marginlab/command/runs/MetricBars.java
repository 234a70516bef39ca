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
    /** Says how far a training is, which its epochs say already. */
    private static final String PROGRESS = "progress";

    private MetricBars() {}

    /**
     * A line a figure: {@code loss  ▇▅▃▂▁  8.91 to 1.25}.
     *
     * @param metrics of a run, of all its attempts
     * @param isPlain whether letters of ASCII alone are used
     */
    static List<String> of(List<Metric> metrics, boolean isPlain) {
        Map<String, TreeMap<Integer, Double>> figures = new TreeMap<>();
        for (Metric metric : metrics) {
            if (metric.key().equals(PROGRESS)) {
                continue;
            }
            figures.computeIfAbsent(metric.key(), key -> new TreeMap<>()).put(metric.epoch(), metric.value());
        }
        List<String> lines = new ArrayList<>();
        figures.forEach((name, byEpoch) -> {
            List<Double> values = List.copyOf(byEpoch.values());
            String first = MetricText.ofTraining(name, values.get(0));
            String last = MetricText.ofTraining(name, values.get(values.size() - 1));
            String range = (values.size() == 1 ? last : first + " to " + last) + MetricText.unitOfTraining(name);
            lines.add(String.format(Locale.ROOT, "  %-24s %-" + MOST + "s %s", name, bars(values, isPlain), range)
                    .stripTrailing());
        });
        return lines;
    }

    /** As many bars as there is room for, each the mean of the values that fall to it. */
    static String bars(List<Double> values, boolean isPlain) {
        String steps = isPlain ? PLAIN : BLOCKS;
        int count = Math.min(MOST, values.size());
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
