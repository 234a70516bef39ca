package marginlab.report.format;

import java.util.Locale;
import java.util.Optional;
import marginlab.stats.Summary;

/** Fractions as tables print them: percent with two decimals and a point, whatever the locale. */
public final class Percent {
    private Percent() {}

    /** {@code 99.53}. */
    public static String of(double fraction) {
        return String.format(Locale.ROOT, "%.2f", fraction * 100);
    }

    /** {@code +0.27}: a difference in points. */
    public static String difference(double fraction) {
        String text = String.format(Locale.ROOT, "%+.2f", fraction * 100);
        return text.equals("-0.00") ? "+0.00" : text;
    }

    /** {@code 88.93 ± 1.62}; without a spread for one replicate. */
    static String of(Summary summary, String plusMinus) {
        String mean = of(summary.mean());
        return summary.deviation().isPresent()
                ? mean + plusMinus + of(summary.deviation().getAsDouble())
                : mean;
    }

    /** A figure of others: {@code 99.53}, {@code 99.53 ± 0.12 (3)}; a dash where there is none. */
    public static String imported(Optional<Summary> figure) {
        return figure.map(all -> of(all, " ± ") + (all.n() > 1 ? " (" + all.n() + ")" : ""))
                .orElse("–");
    }
}
