package marginlab.report.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginlab.report.table.RoundsOfSeeds;
import marginlab.stats.SeedRounds;

/**
 * Seeds that come in rounds as JSON.
 *
 * @param looks seeds a row at each look, those that were not taken too
 * @param looked how many of them were taken
 * @param error of all verdicts together
 * @param spent of it
 * @param over whether no row needs a further seed
 * @param trainings that the rounds so far have, the open one among them
 */
record JsonRounds(
        List<Integer> looks, int looked, double error, double spent, boolean over, int trainings, List<Row> rows) {

    /**
     * A row.
     *
     * @param seeds that it has, or is to have in the open round
     * @param why it gets no more: decided, hopeless, exhausted, diverged, not-compared; absent where it does, and of a baseline
     * @param open columns in which it is not decided
     */
    record Row(String row, int seeds, Optional<String> why, List<String> open) {}

    static JsonRounds of(RoundsOfSeeds rows) {
        SeedRounds rounds = rows.rounds();
        return new JsonRounds(
                rows.design().looks(),
                rounds.looked(),
                rows.design().error(),
                rounds.spent(),
                rounds.isOver(),
                rounds.trainings(),
                rows.rows().stream()
                        .map(row -> new Row(
                                row.row(),
                                row.seeds(),
                                row.end()
                                        .map(end -> end.why()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                                row.open()))
                        .toList());
    }
}
