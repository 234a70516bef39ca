package marginlab.report.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.report.table.AtChance;
import marginlab.stats.Interval;

/** Why a cell has its verdict, in a sentence without a full stop. */
final class GateReason {
    private GateReason() {}

    static String of(GateCell cell, Optional<Interval> interval, GateVerdict verdict, GateTolerance tolerance) {
        String chance = cell.column().filter(column -> column.isAccuracy()).isPresent()
                        && cell.current().values().stream().anyMatch(AtChance::is)
                ? "; a seed is at chance level"
                : "";
        return reason(cell, interval, verdict, tolerance) + chance;
    }

    private static String reason(
            GateCell cell, Optional<Interval> interval, GateVerdict verdict, GateTolerance tolerance) {
        switch (verdict) {
            case NOT_COMPARABLE -> {
                return String.join("; ", cell.differences());
            }
            case INCOMPLETE -> {
                if (cell.kept().isEmpty()) {
                    return "the baseline has no figure";
                }
                return cell.trained()
                        ? "no result for seed "
                                + cell.missing().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : "no result";
            }
            case REGRESSED -> {
                double fall = cell.fall().orElse(0.0);
                return "fell by " + points(fall) + ", tolerated " + points(tolerance.accepted())
                        + (fall > tolerance.limit()
                                ? "; more than " + points(tolerance.limit()) + " is never noise"
                                : "");
            }
            case INCONCLUSIVE -> {
                return interval.map(
                                i -> "a fall of up to " + points(-cell.better(i).low()) + " is possible, tolerated "
                                        + points(tolerance.accepted()) + ": too few seeds or pairs to tell")
                        .orElse("one seed and no decisions on pairs: its spread is unknown");
            }
            default -> {
                return cell.identical()
                        ? "every decision is the same"
                        : "a fall of more than " + points(tolerance.accepted()) + " is ruled out";
            }
        }
    }

    /** {@code 9.0}, {@code 0.25}: points of percent. */
    private static String points(double fraction) {
        double points = 100 * fraction;
        boolean isShort = Math.abs(10 * points - Math.rint(10 * points)) < 0.05;
        return String.format(Locale.ROOT, isShort ? "%.1f" : "%.2f", points);
    }
}
