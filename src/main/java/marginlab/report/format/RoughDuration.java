package marginlab.report.format;

import java.util.Locale;

/** How long something took, in one number: {@code 90 s}, {@code 12 min}, {@code 3.5 h}. */
public final class RoughDuration {
    private RoughDuration() {}

    public static String text(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
