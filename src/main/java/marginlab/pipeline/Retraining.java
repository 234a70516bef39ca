package marginlab.pipeline;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.run.code.TrainedCode;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Which results are trained again.
 *
 * @param wanted whether any are
 * @param labels rows of which all results are; where there are none, all results that this code did not train
 */
public record Retraining(boolean wanted, List<String> labels) {
    /** None. */
    public static final Retraining NONE = new Retraining(false, List.of());

    public Retraining {
        labels = List.copyOf(labels);
    }

    /** The ids of those in a plan. */
    List<String> of(Plan plan, Store store) {
        if (!wanted) {
            return List.of();
        }
        List<Trial> trials = plan.only(labels).trials();
        Map<String, Run> runs = store.runs(trials.stream().map(Trial::id).toList()).stream()
                .filter(run -> run.state() == TrialState.DONE || run.state() == TrialState.DIVERGED)
                .collect(Collectors.toMap(run -> run.trial().id(), Function.identity()));
        TrainedCode code = TrainedCode.of(runs.values());
        return trials.stream()
                .map(Trial::id)
                .filter(runs::containsKey)
                .filter(id -> !labels.isEmpty() || code.label(id).isPresent())
                .toList();
    }
}
