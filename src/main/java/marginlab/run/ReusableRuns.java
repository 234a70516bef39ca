package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.plan.Trial;
import marginlab.run.code.TrainedCode;
import marginlab.store.Store;

/**
 * Finished runs whose networks other trials would train again: the same but for their verification sets. Such a trial is
 * given the checkpoint and the journal of the training, and its worker only embeds and scores.
 */
public final class ReusableRuns {
    private static final String REASON = "trained as ";

    private final Path runs;
    private final Store store;
    private final TrainingCopy copy;

    /** @param runs the folder of the run folders */
    public ReusableRuns(Path runs, Store store) {
        this.runs = runs;
        this.store = store;
        this.copy = new TrainingCopy(runs);
    }

    /** The finished run whose network a trial can take over, by the trial's id; only for trials that have no folder yet. */
    public Map<String, Trial> find(List<Trial> trials) {
        List<Trial> fresh = trials.stream()
                .filter(trial -> trial.settings().isTraining() && !Files.exists(runs.resolve(trial.id())))
                .toList();
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Set<String> objectives = new HashSet<>();
        Set<Long> seeds = new HashSet<>();
        fresh.forEach(trial -> {
            objectives.add(trial.objective());
            seeds.add(trial.seed());
        });
        Map<String, Trial> byTraining = new HashMap<>();
        for (Trial done : ofThisCode(store.done(objectives, seeds))) {
            if (copy.isKept(done.id())) {
                byTraining.putIfAbsent(done.training(), done);
            }
        }
        Map<String, Trial> found = new HashMap<>();
        for (Trial trial : fresh) {
            Optional.ofNullable(byTraining.get(trial.training())).ifPresent(done -> found.put(trial.id(), done));
        }
        return found;
    }

    /** A network that other code is known to have trained is another network. */
    private List<Trial> ofThisCode(List<Trial> done) {
        Set<String> others = new HashSet<>();
        store.runs(done.stream().map(Trial::id).toList()).stream()
                .filter(TrainedCode::isOther)
                .forEach(run -> others.add(run.trial().id()));
        return done.stream().filter(trial -> !others.contains(trial.id())).toList();
    }

    /** Gives each of these trials that has no folder yet the training of a finished run, where there is one. */
    public void handOn(List<Trial> trials) throws IOException {
        Map<String, Trial> found = find(trials);
        for (Trial trial : trials) {
            Trial done = found.get(trial.id());
            if (done != null) {
                copy.handOn(done.id(), trial, REASON);
            }
        }
    }
}
