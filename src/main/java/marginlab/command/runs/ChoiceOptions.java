package marginlab.command.runs;

import java.time.Clock;
import java.util.List;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;
import marginlab.store.query.RunColumns;
import marginlab.store.query.RunRecord;
import marginlab.store.query.Selection;
import marginlab.store.query.SelectionWords;
import picocli.CommandLine.Option;

/** Which runs a verb is about, in the words that all of them share. */
final class ChoiceOptions {
    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "runs that satisfy it: loss=ArcFace*, scale>=32, lfw>99%%, tag=paper, since=yesterday; may be repeated"
                            + " and joined by 'and'")
    private List<String> where = List.of();

    @Option(
            names = "--sort",
            defaultValue = "",
            paramLabel = "COLUMNS",
            description = "columns to sort by; '-' before one sorts it in descending order: -lfw,seed")
    private String sort;

    @Option(names = "--limit", paramLabel = "N", description = "at most N of them")
    private Integer limit;

    /** Whether a condition was given. */
    boolean isGiven() {
        return !where.isEmpty();
    }

    /** Whether more than the latest runs have to be looked at. */
    boolean needsAll() {
        return isGiven() || !sort.isEmpty();
    }

    boolean hasLimit() {
        return limit != null;
    }

    /** Runs at most: all where nothing was said. */
    int limit(int usual) {
        if (limit != null && limit < 1) {
            throw new ProblemException(new Problem("--limit", String.valueOf(limit), "at least 1"));
        }
        return limit == null ? usual : limit;
    }

    /** The words with those of a listing. */
    SelectionWords words(String columns, String group, int usualLimit) {
        return new SelectionWords(where, sort, columns, group, limit(usualLimit));
    }

    /**
     * The runs that are meant.
     *
     * @param store that has their training metrics
     * @throws ProblemException where there are none, so that nobody takes a slip for a result
     */
    List<RunRecord> chosen(List<RunRecord> all, Store store) {
        SelectionWords words = words("", "", Integer.MAX_VALUE);
        RunColumns known = RunColumns.of(all, store::lastMetrics);
        List<RunRecord> chosen =
                Selection.of(words, known, List.of(), Clock.systemDefaultZone()).apply(all).rows().stream()
                        .flatMap(row -> row.runs().stream())
                        .toList();
        if (chosen.isEmpty()) {
            throw new ProblemException(new Problem(
                    "--where",
                    "no run of " + all.size() + " with " + String.join(" and ", where),
                    "at least one",
                    "'ls --where' shows what a condition finds"));
        }
        return chosen;
    }

    /** The same among all runs of a store. */
    List<RunRecord> chosen(Store store) {
        List<RunRecord> all = store.atOnce(reading -> RunRecord.of(reading, reading.latest(Integer.MAX_VALUE)));
        return chosen(all, store);
    }
}
