package marginlab.command.context;

import java.util.Locale;
import java.util.regex.Pattern;
import marginlab.protocol.ProtocolMetric;
import marginlab.protocol.Protocols;

/** Figures of protocols as tables show them: shares as percentages with two decimals, angles in degrees, others as they are. */
public final class MetricText {
    private static final Pattern ANGLE = Pattern.compile("inter|intra|w-ec|w-inter");

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
        return String.format(Locale.ROOT, "%.6g", value);
    }

    /** A figure of a training. */
    public static String ofTraining(String name, double value) {
        return String.format(Locale.ROOT, name.equals("images-per-second") ? "%.0f images/s" : "%.6g", value);
    }
}
