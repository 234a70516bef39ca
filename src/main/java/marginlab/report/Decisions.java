package marginlab.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import marginlab.experiment.Inside;
import marginlab.experiment.ProblemException;
import marginlab.verify.Npy;
import marginlab.verify.PairScores;
import marginlab.verify.TenFold;

/** The scores that runs left in their folders, and what they decided on each pair. */
final class Decisions {
    private final Function<String, Path> folders;
    private final Map<String, Optional<boolean[]>> known = new HashMap<>();
    private final Map<String, Optional<PairScores>> read = new HashMap<>();

    Decisions(Sweep sweep) {
        this(sweep.folders());
    }

    /** Of runs, by the folder of each. */
    Decisions(Function<String, Path> folders) {
        this.folders = folders;
    }

    /** Whether each pair was decided rightly; absent where the run left no scores that can be read. */
    Optional<boolean[]> of(String trial, String set) {
        return known.computeIfAbsent(
                trial + "/" + set, key -> scores(trial, set).map(TenFold::right));
    }

    /** Scores of a set. A report is written without them where they are gone, cut short or too few for ten folds. */
    Optional<PairScores> scores(String trial, String set) {
        return read.computeIfAbsent(trial + "/" + set, key -> read(trial, set));
    }

    private Optional<PairScores> read(String trial, String set) {
        try {
            Path distances = Inside.of(folders.apply(trial), "scores", set + ".npy");
            Path same = Inside.of(folders.apply(trial), "scores", set + "-same.npy");
            if (!Files.isRegularFile(distances) || !Files.isRegularFile(same)) {
                return Optional.empty();
            }
            PairScores scores = new PairScores(Npy.doubles(distances), Npy.booleans(same));
            return scores.size() < 10 ? Optional.empty() : Optional.of(scores);
        } catch (ProblemException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
