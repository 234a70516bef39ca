package marginlab.report.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.SettingTexts;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * One trial with its settings, provenance and outcomes as JSON.
 *
 * @param reason this and what follows are absent of a trial that was not started
 */
record JsonTrial(
        String id,
        String objective,
        long seed,
        int repeat,
        String state,
        Map<String, String> settings,
        Map<String, String> fingerprints,
        Optional<String> reason,
        Optional<Integer> attempt,
        Optional<Instant> started,
        Optional<Double> seconds,
        Optional<Map<String, String>> provenance,
        Optional<List<ProtocolOutcome>> outcomes) {
    static JsonTrial of(Trial trial, Optional<Run> run) {
        return new JsonTrial(
                trial.id(),
                trial.objective(),
                trial.seed(),
                trial.repeat(),
                run.map(Run::state).orElse(TrialState.PLANNED).label(),
                SettingTexts.of(trial.settings()),
                trial.fingerprints(),
                run.map(Run::reason),
                run.map(Run::attempt),
                run.map(Run::started),
                run.map(Run::seconds),
                run.map(Run::provenance),
                run.map(Run::outcomes));
    }
}
