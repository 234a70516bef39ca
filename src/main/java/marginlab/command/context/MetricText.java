package marginlab.command.context;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import marginlab.protocol.ProtocolMetric;
import marginlab.protocol.Protocols;

/** Figures of protocols as tables show them: shares as percentages with two decimals, angles in degrees, others as they are. */
public final class MetricText {
    private static final Pattern ANGLE = Pattern.compile("inter|intra|w-ec|w-inter");

    private static final Map<String, String> UNITS = Map.of(
            "images-per-second", "images/s",
            "speed", "images/s",
            "target-angle", "degrees",
            "data-wait", "s a step",
            "peak-megabytes", "MB");
    /** Nobody wants to know the fraction of these. */
    private static final Set<String> WHOLE = Set.of("images-per-second", "speed", "peak-megabytes");

    private MetricText() {}

    public static String of(String name, double value) {
        if (Protocols.metric(name)
                .filter(metric -> metric.unit() == ProtocolMetric.MetricUnit.SHARE)
                .isPresent()) {
            return CommandOutput.percent(value) + " %";
        }
        if (ANGLE.matcher(name).matches()) {
            return String.format(Locale.ROOT, "%.2f degrees", value);
        }
        return number(value);
    }

    /** A training metric without its unit. */
    public static String ofTraining(String name, double value) {
        return WHOLE.contains(name) ? String.format(Locale.ROOT, "%.0f", value) : number(value);
    }

    /** The unit of a training metric after a blank; empty where it has none. */
    public static String unitOfTraining(String name) {
        return UNITS.containsKey(name) ? " " + UNITS.get(name) : "";
    }

    private static String number(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e6;
        return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.6g", value);
    }
}
