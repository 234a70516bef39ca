package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.plan.Trial;
import marginlab.run.code.TrainedCode;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Trials that go on from shorter ones: the same but for where they stop and what they are scored on. Such a trial is given the last
 * checkpoint of the shorter one, which is the state that it would come to itself, to the bit.
 */
public final class LongerTrainings {
    private static final String REASON = "goes on from ";

    private final Store store;
    private final Path runs;
    private final TrainingCopy copy;

    /** @param runs the folder of the run folders */
    public LongerTrainings(Path runs, Store store) {
        this.store = store;
        this.runs = runs;
        this.copy = new TrainingCopy(runs);
    }

    /**
     * Gives each of these trials that has no folder yet the training of its shorter one, where that is done by this code and its
     * checkpoint is still there. The others are trained from their first step.
     *
     * @param shorter by the longer one's id
     */
    public void handOn(List<Trial> trials, Map<String, Trial> shorter) throws IOException {
        for (Trial trial : trials) {
            Trial before = shorter.get(trial.id());
            if (before != null && !Files.exists(runs.resolve(trial.id())) && isDone(before)) {
                copy.handOn(before.id(), trial, REASON);
            }
        }
    }

    private boolean isDone(Trial before) {
        Optional<Run> run = store.runs(List.of(before.id())).stream().findFirst();
        return run.filter(one -> one.state() == TrialState.DONE && !TrainedCode.isOther(one))
                        .isPresent()
                && copy.isKept(before.id());
    }
}
