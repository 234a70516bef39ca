package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs that learnt nothing: on pairs, half of which are genuine, a guess is right in 50 % of cases. Below 53 % a run is taken for
 * one: on 600 pairs a guess comes that far in one case of fourteen, on LFW's 6,000 never.
 */
public final class AtChance {
    private static final double MOST = 0.53;

    private AtChance() {}

    /** @param accuracy on pairs, a fraction */
    public static boolean is(double accuracy) {
        return accuracy < MOST;
    }

    /** A line for each cell of accuracies with such seeds: {@code NS on lfw: seed 2 stands at chance (50.12 %)}. */
    static List<String> of(AccuracyTable table) {
        List<String> lines = new ArrayList<>();
        for (TableRow row : table.rows()) {
            for (int at = 0; at < row.cells().size(); at++) {
                if (table.columns().get(at).isAccuracy()) {
                    String place = row.label() + " on " + row.cells().get(at).set();
                    row.cells().get(at).samples().stream()
                            .filter(sample -> is(sample.accuracy()))
                            .map(sample -> String.format(
                                    Locale.ROOT,
                                    "%s: seed %d is at chance level (%.2f %%)",
                                    place,
                                    sample.seed(),
                                    100 * sample.accuracy()))
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
