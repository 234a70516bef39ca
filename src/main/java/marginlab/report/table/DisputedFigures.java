package marginlab.report.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.plan.Trial;
import marginlab.store.record.RunDisagreement;

/** Trials of which another machine found other figures, a text each. */
final class DisputedFigures {
    private DisputedFigures() {}

    static List<String> of(SweepResults sweep) {
        List<String> disputes = new ArrayList<>();
        for (Trial trial : sweep.trials()) {
            Path folder = sweep.folders().apply(trial.id());
            if (folder == null) {
                continue;
            }
            for (RunDisagreement disagreement : RunDisagreement.of(folder)) {
                disagreement
                        .first()
                        .ifPresent(first -> disputes.add("Two machines disagree on trial " + trial.id() + " ("
                                + trial.objective() + ", seed " + trial.seedText() + "): " + first.text()
                                + rest(disagreement)
                                + "."));
            }
        }
        return disputes;
    }

    private static String rest(RunDisagreement disagreement) {
        int more = disagreement.differences().size() - 1;
        return ", in " + disagreement.with()
                + (more == 0 ? "" : more == 1 ? "; one figure more differs" : "; " + more + " figures more differ");
    }
}
