package marginlab.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.HolmCorrection;
import marginlab.stats.RowNoise;
import marginlab.stats.Summary;

/** Finds the rows of a column that cannot be told from its best one. */
final class BestGroup {
    static final double SIGNIFICANT = 0.05;

    private BestGroup() {}

    /** How noisy each row is, by all columns together; so many are measured, and what comes after follows from them. */
    static RowNoise noise(List<TableRow> rows, int measured) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).cells().size();
        return new RowNoise(
                IntStream.range(0, columns)
                        .mapToObj(column -> rows.stream()
                                .map(row -> row.cells().get(column).bySeed())
                                .toList())
                        .toList(),
                measured);
    }

    /** The best row and those not worse beyond the noise between seeds; empty where no other row can be tested. */
    static Set<TableRow> of(List<TableRow> rows, int column, ScoredColumn of, RowNoise noise) {
        Optional<TableRow> best = rows.stream()
                .filter(row -> !row.cells().get(column).samples().isEmpty())
                .max(Comparator.comparingDouble(row -> of.better(
                        row.cells().get(column).summary().orElseThrow().mean())));
        return best.map(row -> levelWith(row, rows, column, noise)).orElse(Set.of());
    }

    /** Two rows of the column, and the p-value of their difference. */
    private record Contest(TableRow one, TableRow other, double p) {
        TableRow against(TableRow row) {
            return one == row ? other : one;
        }
    }

    /**
     * Tested among all pairs of rows, by Holm: the best one was chosen by its figure, and a test that takes it for given
     * would find too much.
     */
    private static Set<TableRow> levelWith(TableRow best, List<TableRow> rows, int column, RowNoise noise) {
        List<Contest> contests = contests(rows, column, noise);
        double[] adjusted =
                HolmCorrection.adjust(contests.stream().map(Contest::p).toList());
        // By identity, for a row has all its trials in it.
        Set<TableRow> level = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < adjusted.length; i++) {
            Contest contest = contests.get(i);
            if (contest.one() == best || contest.other() == best) {
                level.add(best);
                if (adjusted[i] >= SIGNIFICANT) {
                    level.add(contest.against(best));
                }
            }
        }
        return level;
    }

    /** Whether two rows of a column are told apart, among all pairs of them, by Holm; rows that cannot be tested are not. */
    static boolean[][] apart(List<TableRow> rows, int column, RowNoise noise) {
        List<Contest> contests = contests(rows, column, noise);
        double[] adjusted =
                HolmCorrection.adjust(contests.stream().map(Contest::p).toList());
        boolean[][] apart = new boolean[rows.size()][rows.size()];
        for (int i = 0; i < adjusted.length; i++) {
            int one = place(rows, contests.get(i).one());
            int other = place(rows, contests.get(i).other());
            apart[one][other] = adjusted[i] < SIGNIFICANT;
            apart[other][one] = apart[one][other];
        }
        return apart;
    }

    private static int place(List<TableRow> rows, TableRow row) {
        int place = 0;
        while (rows.get(place) != row) {
            place++;
        }
        return place;
    }

    private static List<Contest> contests(List<TableRow> rows, int column, RowNoise noise) {
        List<SortedMap<Long, Double>> cells =
                rows.stream().map(row -> row.cells().get(column).bySeed()).toList();
        List<Contest> contests = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            for (int j = i + 1; j < cells.size(); j++) {
                List<Double> differences = SeedPairing.differences(cells.get(i), cells.get(j));
                if (!differences.isEmpty()) {
                    TableRow one = rows.get(i);
                    TableRow other = rows.get(j);
                    noise.p(column, i, j, new Summary(differences))
                            .ifPresent(p -> contests.add(new Contest(one, other, p)));
                }
            }
        }
        return contests;
    }
}
