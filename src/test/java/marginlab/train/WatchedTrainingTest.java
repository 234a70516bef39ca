package marginlab.train;

import static marginlab.train.TinyTraining.NEVER;
import static marginlab.train.TinyTraining.train;
import static marginlab.train.TinyTraining.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose end or whose reported epoch a verification set decides. */
class WatchedTrainingTest {
    @TempDir
    Path folder;

    @Test
    void endsWithTheArraysOfTheEpochThatIsBestOnTheWatchedSet() throws IOException {
        Map<String, String> toTheEnd = Map.of("epoch", "best", "watch", "drawn-test");
        Map<String, String> three = Map.of("schedule.stop-at", "3 epochs");
        TinyTraining.Result short3 = train(trial("MXNet", "NS", three), folder.resolve("3"), NEVER);

        TinyTraining.Result best =
                train(trial("MXNet", "NS", toTheEnd), folder.resolve("best"), NEVER, 0.5, 0.6, 0.9, 0.7);

        assertThat(best.epochs).hasSize(10);
        assertThat(best.epochs.get(2)).containsEntry("accuracy/drawn-test", 0.9);
        assertThat(best.reported).isEqualTo(3);
        assertThat(best.arrays).isEqualTo(short3.arrays);
    }

    @Test
    void stopsWhenTheWatchedSetGetsNoBetterWhateverInterruptsIt() throws IOException {
        Map<String, String> early =
                Map.of("epoch", "best", "watch", "drawn-test", "stop-early.patience", "2", "stop-early.after", "5");
        double[] accuracies = {0.8, 0.7, 0.9, 0.9, 0.8, 0.85, 1};
        TinyTraining.Result whole = train(trial("MXNet", "NS", early), folder.resolve("whole"), NEVER, accuracies);
        Path interrupted = folder.resolve("interrupted");

        for (int stop : new int[] {2, 11}) {
            assertThatThrownBy(() -> train(trial("MXNet", "NS", early), interrupted, stop, accuracies))
                    .isInstanceOf(StoppedException.class);
        }
        TinyTraining.Result resumed = train(trial("MXNet", "NS", early), interrupted, NEVER, accuracies);
        TinyTraining.Result again = train(trial("MXNet", "NS", early), interrupted, NEVER, accuracies);

        assertThat(whole.epochs).hasSize(5);
        assertThat(List.of(whole.reported, resumed.reported, again.reported)).containsOnly(3);
        assertThat(resumed.epochs).hasSize(2);
        assertThat(again.losses).isEmpty();
        assertThat(resumed.arrays).isEqualTo(whole.arrays);
        assertThat(again.arrays).isEqualTo(whole.arrays);
    }

    @Test
    void reportsTheLastEpochOfAnEarlyStopWhereTheBestIsNotAskedFor() throws IOException {
        Map<String, String> early = Map.of("watch", "drawn-test", "stop-early.patience", "1");

        TinyTraining.Result result = train(trial("MXNet", "NS", early), folder, NEVER, 0.8, 0.7, 0.9);

        assertThat(result.epochs).hasSize(2);
        assertThat(result.reported).isEqualTo(2);
    }
}
