package marginlab.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.report.table.RoundsOfSeeds;
import marginlab.report.table.RoundsOfSeeds.RowState;
import marginlab.report.table.SettingTexts;
import marginlab.stats.SeedRounds;
import marginlab.stats.SeedRounds.Design;
import marginlab.stats.SeedRounds.StopReason;

/** Seeds that come in rounds, in words: what is looked at next, and why which row has how many. */
public final class RoundsText {
    private RoundsText() {}

    /** What is trained now, and for what: {@code round 3: seed 5 of NS and ArcFace(0.5); undecided: NS on lfw}. */
    public static String round(RoundsOfSeeds rows) {
        SeedRounds rounds = rows.rounds();
        Design design = rows.design();
        if (rounds.isOver()) {
            return "rounds of seeds: over after " + looks(rounds.looked()) + "; " + stopped(rows);
        }
        int to = design.looks().get(rounds.looked());
        int from = rounds.looked() == 0 ? 1 : design.looks().get(rounds.looked() - 1) + 1;
        List<String> names = rows.rows().stream()
                .filter(row -> row.seeds() == to)
                .map(RowState::row)
                .toList();
        String open = rows.rows().stream()
                .filter(row -> row.end().isEmpty() && !row.open().isEmpty())
                .map(row -> row.row() + " on " + String.join(", ", row.open()))
                .collect(Collectors.joining("; "));
        return "round " + (rounds.looked() + 1) + " of at most "
                + design.looks().size() + ": "
                + (from == to ? "seed " + to : "seeds " + from + " to " + to) + " of "
                + (rounds.looked() == 0 ? "every row" : VerdictText.joined(names))
                + (rounds.looked() == 0 ? "" : "; undecided: " + open);
    }

    /** The design and what became of it, for under a table. */
    public static List<String> sentences(RoundsOfSeeds rows) {
        SeedRounds rounds = rows.rounds();
        Design design = rows.design();
        List<String> sentences = new ArrayList<>();
        sentences.add("Seeds in rounds until decided, " + design.looks().get(0) + " to " + design.most()
                + " a row: intervals and verdicts hold over all looks at the table together, at "
                + SettingTexts.number(Math.round(1e4 * design.confidence()) / 1e2) + " %. "
                + (rounds.looked() == 0
                        ? "No look was taken yet."
                        : looks(rounds.looked()) + " so far, at "
                                + design.looks().subList(0, rounds.looked()).stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))
                                + " seeds; they have spent " + percent(rounds.spent()) + " of the error of "
                                + percent(design.error()) + "."));
        if (rounds.looked() > 0) {
            String stopped = stopped(rows);
            sentences.add((stopped.isEmpty() ? "" : "Stopped: " + stopped + ". ")
                    + (rounds.isOver() ? "" : "The next is " + round(rows) + ". ")
                    + rounds.trainings() + " trainings; " + design.most() + " seeds of every row would be "
                    + rows.rows().size() * design.most() + ".");
        }
        return sentences;
    }

    /** {@code NS after 4 seeds, decided; Softmax and CM(1, 0.3, 0.2) after 9, less than one chance in five ...}. */
    private static String stopped(RoundsOfSeeds rows) {
        Map<SeedRounds.End, List<String>> ends = new LinkedHashMap<>();
        rows.rows()
                .forEach(row -> row.end()
                        .ifPresent(end -> ends.computeIfAbsent(end, key -> new ArrayList<>())
                                .add(row.row())));
        return ends.entrySet().stream()
                .map(end -> VerdictText.joined(end.getValue()) + " after "
                        + end.getKey().seeds() + " seeds, " + why(end.getKey().why(), rows.design()))
                .collect(Collectors.joining("; "));
    }

    private static String why(StopReason why, Design design) {
        return switch (why) {
            case DECIDED -> "decided in every column";
            case HOPELESS ->
                "since what is open there has less than one chance in five to be decided within " + design.most();
            case EXHAUSTED -> "the most that there may be, not decided in every column";
            case DIVERGED -> "since it or the baseline diverged with all of them";
            default -> "since it has no baseline";
        };
    }

    private static String looks(int count) {
        return count + (count == 1 ? " look" : " looks");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** The same of an experiment whose seeds may not come in rounds. */
    static List<String> sentences(Optional<RoundsOfSeeds> rows) {
        return rows.map(RoundsText::sentences).orElse(List.of());
    }
}
