package marginlab.command.runs;

import marginlab.command.context.CommandContext;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** A run that is done, by what the user calls it. */
final class FinishedRun {
    private FinishedRun() {}

    /**
     * The whole id of a run.
     *
     * @param id the start of it
     */
    static String id(CommandContext context, String id) {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            Run run = store.find(id);
            String full = run.trial().id();
            if (run.state() != TrialState.DONE) {
                long step = store.metrics(full).stream()
                        .mapToLong(Metric::step)
                        .max()
                        .orElse(0);
                throw new ProblemException(new Problem(
                        full,
                        "a run that is " + run.state().label() + " at step " + step + " of its training",
                        "a run that is done",
                        "'run FILE' of its experiment goes on with it"));
            }
            return full;
        }
    }
}
