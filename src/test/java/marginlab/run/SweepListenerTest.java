package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import marginlab.plan.Trial;
import marginlab.progress.Terminal;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.progress.LineProgress;
import marginlab.run.progress.TerminalProgress;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;

class SweepListenerTest {
    private static final Trial TRIAL = TestTrials.trial("ArcFace(0.5)", 1);
    private static final String NAME = TRIAL.id().substring(0, 8) + " ArcFace(0.5), seed 1";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static void tell(SweepListener progress) {
        progress.totals(new SweepListener.Totals(8, 1, 0, 0, Optional.empty()));
        progress.started(TRIAL, 1);
        progress.measured(
                TRIAL,
                new TrialEvent.Measured(
                        1, 10, 1, Map.of("loss", 3.14159, "images-per-second", 412.4, "data-wait", 0.0125)));
        progress.measured(TRIAL, new TrialEvent.Measured(1, 20, 1, Map.of("batch-loss", 3.0)));
        progress.scored(
                TRIAL, new ProtocolOutcome("lfw", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.889)), List.of()));
        progress.ended(TRIAL, new TrialEvent.Ended(1, TrialState.CRASHED, "signal 9", 84.4, Instant.EPOCH), true);
        progress.totals(new SweepListener.Totals(8, 1, 1, 1, Optional.of(Duration.ofSeconds(3800))));
        progress.said("journal.jsonl:3: damaged");
        progress.finished(
                new SweepOutcome(1, 1, 2, 4, Optional.of("stopped by the user"), Optional.of(StopSignal.INTERRUPT)));
    }

    @Test
    void saysOneLineAnEventWithoutATerminal() {
        tell(new LineProgress(out));
        assertThat(text().lines())
                .containsExactly(
                        "# 1 of 8 trials, 12.5 % complete",
                        NAME + ": started",
                        NAME + ": epoch 1 of 2, loss 3.142, 412 images/s, 32.2 % waiting for data",
                        NAME + ": lfw: accuracy 88.90 %",
                        NAME + ": crashed after 1:24: signal 9; is tried again",
                        "# 1 of 8 trials, 1 failed, 25.0 % complete, ETA 1:03:20",
                        "journal.jsonl:3: damaged",
                        "1 new result, 2 there before, 1 failed, 4 left for the next run: stopped by the user");
    }

    @Test
    void givesASignOfLifeAMinuteWithinALongEpoch() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        LineProgress progress = new LineProgress(out, now::get);
        progress.started(TRIAL, 1);
        for (int seconds = 10; seconds <= 150; seconds += 10) {
            now.set(Instant.ofEpochSecond(seconds));
            progress.measured(TRIAL, new TrialEvent.Measured(1, seconds, 1, Map.of("batch-loss", 0.125 * seconds)));
        }
        assertThat(text().lines())
                .containsExactly(
                        NAME + ": started", NAME + ": epoch 1 of 2, loss 7.500", NAME + ": epoch 1 of 2, loss 15.000");
    }

    @Test
    void drawsABarATrialAndOneForTheSweep() {
        TerminalProgress progress = terminal(false, 101);
        progress.started(TRIAL, 1);
        progress.measured(TRIAL, new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.14159)));
        progress.totals(new SweepListener.Totals(8, 2, 0, 1, Optional.empty()));
        assertThat(text())
                .startsWith("[##########----------] " + NAME + ": epoch 1 of 2, 0:00 left, loss 3.142")
                .endsWith("[#####---------------] 2 of 8 trials: 25.0 % complete\n");
        bytes.reset();
        progress.ended(TRIAL, new TrialEvent.Ended(1, TrialState.DONE, "", 84.4, Instant.EPOCH), false);
        assertThat(text()).startsWith("\u001b[A\u001b[2K\u001b[A\u001b[2K" + NAME + ": done in 1:24\n");
    }

    @Test
    void usesColoursOnlyWhereTheyAreWanted() {
        tell(terminal(true, 40));
        assertThat(text()).contains("\u001b[31m");
        bytes.reset();
        tell(terminal(false, 40));
        assertThat(text()).doesNotContain("\u001b[31m");
    }

    private TerminalProgress terminal(boolean colour, int columns) {
        return new TerminalProgress(out, colour, () -> new Terminal.TerminalSize(columns, 24));
    }

    @Test
    void asksForAsManyTrialsAsTheMachineHasRoomFor() {
        assertThat(MachineCapacity.of(8, 64 * 1024, 100, 0).jobs()).isEqualTo(8);
        assertThat(MachineCapacity.of(8, 7 * 1024, 100, 0).jobs()).isEqualTo(2);
        assertThat(MachineCapacity.of(8, 7 * 1024, 100, 0).threads()).isEqualTo(4);
        assertThat(MachineCapacity.of(8, 64 * 1024, 1, 0).threads()).isEqualTo(8);
        assertThat(MachineCapacity.of(8, 64 * 1024, 100, 4).jobs()).isEqualTo(4);
        assertThat(MachineCapacity.of(8, 64 * 1024, 100, 0).why())
                .isEqualTo("8 trials at a time: the experiment has 100, the machine 8 cores and 64 GB of memory");
    }
}
