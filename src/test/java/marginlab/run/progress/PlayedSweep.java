package marginlab.run.progress;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.progress.Terminal;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** A program that tells of a sweep as {@code run} does, an act a line of its input; after each it sets the terminal's title. */
final class PlayedSweep {
    static final String ACT = "\u001b]0;act\u0007";
    private static final Trial FIRST = TestTrials.trial("ArcFace(0.5) + Inter", 1);
    private static final Trial SECOND = TestTrials.trial("CosFace(0.35)", 2);

    private PlayedSweep() {}

    public static void main(String[] arguments) throws Exception {
        SweepListener progress = Terminal.ofErrors()
                .<SweepListener>map(terminal -> new TerminalProgress(System.err, true, terminal))
                .orElseGet(() -> new LineProgress(System.err));
        BufferedReader acts = new BufferedReader(new InputStreamReader(System.in));
        progress.started(FIRST, 1);
        progress.started(SECOND, 1);
        for (int act = 1; acts.readLine() != null; act++) {
            for (int i = 1; i <= 10; i++) {
                measured(progress, FIRST, 10 * act + i);
                measured(progress, SECOND, 10 * act + i);
                progress.totals(new SweepListener.Totals(8, 2, 0, 2, Optional.of(Duration.ofSeconds(3800))));
            }
            System.err.print(Terminal.ofErrors().isPresent() ? ACT : "");
        }
        progress.scored(
                FIRST, new ProtocolOutcome("lfw", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.889)), List.of()));
        progress.scored(
                FIRST, new ProtocolOutcome("faces", "angles", new TreeMap<>(Map.of("inter", 39.23)), List.of()));
        progress.ended(FIRST, new TrialEvent.Ended(1, TrialState.DONE, "", 84.4, Instant.EPOCH), false);
        progress.ended(SECOND, new TrialEvent.Ended(1, TrialState.CRASHED, "signal 9", 3, Instant.EPOCH), false);
        progress.totals(new SweepListener.Totals(8, 3, 1, 0, Optional.empty()));
        progress.finished(new SweepOutcome(1, 1, 2, 4, Optional.empty(), Optional.empty()));
    }

    private static void measured(SweepListener progress, Trial trial, long step) {
        Map<String, Double> values = Map.of("loss", 23.14159, "images-per-second", 412.4, "data-wait", 0.0125);
        progress.measured(trial, new TrialEvent.Measured(1, step, 1, values));
    }
}
