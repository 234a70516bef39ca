package marginlab.report.compare;

import java.util.List;
import java.util.Optional;
import marginlab.problem.ProblemException;
import marginlab.protocol.pair.PairMistakes;
import marginlab.protocol.pair.PairMistakes.Overlap;
import marginlab.protocol.pair.PairScores;
import marginlab.report.page.TextGrid;
import marginlab.report.table.PairDecisions;
import marginlab.store.record.Run;

/**
 * How the mistakes of two losses on the pairs of a set overlap, over the seeds that both have.
 *
 * @param row what is compared
 * @param set name of the verification set
 * @param seeds that both have scores of
 * @param overlap pairs, added up over the seeds
 */
public record CommonMistakes(String row, String set, int seeds, Overlap overlap) {

    /**
     * From scores of the same seeds in one order; empty where there are none, or where they are not of one list of pairs.
     */
    static Optional<CommonMistakes> of(String row, String set, List<PairScores> ones, List<PairScores> others) {
        Overlap sum = new Overlap(0, 0, 0, 0);
        try {
            for (int seed = 0; seed < ones.size(); seed++) {
                sum = sum.plus(PairMistakes.overlap(ones.get(seed), others.get(seed)));
            }
        } catch (ProblemException e) {
            return Optional.empty();
        }
        return ones.isEmpty() ? Optional.empty() : Optional.of(new CommonMistakes(row, set, ones.size(), sum));
    }

    /** Of two runs, a set each. */
    static List<CommonMistakes> of(Run one, Run other, PairDecisions decisions) {
        return one.trial().settings().verify().stream()
                .filter(other.trial().settings().verify()::contains)
                .flatMap(set -> of(
                        "",
                        set,
                        decisions.scores(one.trial().id(), set).stream().toList(),
                        decisions.scores(other.trial().id(), set).stream().toList())
                        .stream())
                .toList();
    }

    /** The counts as a table. */
    static TextGrid grid(String first, String second, List<CommonMistakes> all) {
        return new TextGrid(
                "Mistakes in common",
                "Pairs judged wrong at the thresholds of the ten folds: by both, by one alone, by neither; added up over the"
                        + " seeds that both have. Only where both left their scores of one list of pairs.",
                List.of("row", "set", "both wrong", "only " + first, "only " + second, "neither", "seeds"),
                all.stream()
                        .map(one -> List.of(
                                one.row,
                                one.set,
                                String.valueOf(one.overlap.both()),
                                String.valueOf(one.overlap.first()),
                                String.valueOf(one.overlap.second()),
                                String.valueOf(one.overlap.neither()),
                                String.valueOf(one.seeds)))
                        .toList());
    }

    /** As JSON, named by its set alone. */
    Document document() {
        return new Document(
                set, overlap.both(), overlap.first(), overlap.second(), overlap.neither(), seeds, Optional.empty());
    }

    /** As JSON, named by its row too. */
    Document documentOfRow() {
        return new Document(
                set, overlap.both(), overlap.first(), overlap.second(), overlap.neither(), seeds, Optional.of(row));
    }

    /** The counts as JSON. */
    public record Document(
            String protocol, long both, long first, long second, long neither, int n, Optional<String> objective) {}
}
