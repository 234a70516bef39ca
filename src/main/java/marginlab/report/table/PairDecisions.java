package marginlab.report.table;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import marginlab.file.LinkFreeFile;
import marginlab.problem.ProblemException;
import marginlab.protocol.Protocols;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.pair.PairScores;

/** The scores that runs left in their folders, and what they decided on each pair. */
public final class PairDecisions {
    private final Function<String, Path> folders;
    private final Map<String, Optional<boolean[]>> known = new HashMap<>();
    private final Map<String, Optional<PairScores>> read = new HashMap<>();

    public PairDecisions(SweepResults sweep) {
        this(sweep.folders());
    }

    /** Of runs, by the folder of each. */
    public PairDecisions(Function<String, Path> folders) {
        this.folders = folders;
    }

    /** Whether each pair or probe was decided rightly; absent where the run kept nothing that can be read. */
    public Optional<boolean[]> of(String trial, ScoredColumn column) {
        return known.computeIfAbsent(
                trial + "/" + column.set(),
                key -> scores(trial)
                        .flatMap(folder -> column.protocol().decisions(folder, column.set(), column.metric())));
    }

    /** Scores of a set's pairs. A report is written without them where they are gone, cut short or too few for ten folds. */
    public Optional<PairScores> scores(String trial, String set) {
        return read.computeIfAbsent(
                trial + "/" + set, key -> scores(trial).flatMap(folder -> Protocols.scores(folder, set)));
    }

    /** None where it holds links: a report of a folder from elsewhere must not read what they lead to. */
    private Optional<Path> scores(String trial) {
        try {
            return Optional.of(LinkFreeFile.of(folders.apply(trial), "scores"));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
