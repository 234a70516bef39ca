package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import marginlab.store.record.TrialEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tellsTheTimeThatTheJournalSays() throws IOException {
        try (Journal journal = Journal.open(new RunFolder(folder).journal(), 0)) {
            journal.append(new TrialEvent.Started(1, NOON, Map.of()));
            journal.append(measured(1, 10, NOON.plusSeconds(7)));
            journal.append(measured(1, 10, NOON.plusSeconds(8)));
            journal.append(new TrialEvent.Started(2, NOON.plusSeconds(100), Map.of()));
            journal.append(measured(2, 10, NOON.plusSeconds(120)));
        }
        StepTimes times = StepTimes.of(folder, Instant.EPOCH);

        assertThat(times.at(1, 10)).isEqualTo(NOON.plusSeconds(7));
        assertThat(times.at(2, 10)).isEqualTo(NOON.plusSeconds(120));
    }

    /** As versions wrote it that told no time. */
    @Test
    void tellsTheSameTimeOfAJournalWithoutTimesHoweverFarItIs() throws IOException {
        Path journal = new RunFolder(folder).journal();
        String start = "{\"event\":\"started\",\"attempt\":1,\"at\":\"2026-11-22T12:00:00Z\",\"provenance\":{}}\n";
        String step = "{\"event\":\"metrics\",\"attempt\":1,\"step\":%d,\"epoch\":1,\"values\":{\"loss\":1.5}}\n";
        Files.writeString(journal, start + step.formatted(10));
        Instant before = StepTimes.of(folder, Instant.EPOCH).at(1, 10);
        Files.writeString(journal, start + step.formatted(10) + step.formatted(20));

        assertThat(StepTimes.of(folder, NOON.plusSeconds(99)).at(1, 10))
                .isEqualTo(before)
                .isEqualTo(NOON.plusMillis(10));
    }

    @Test
    void doesWithoutAFolder() throws IOException {
        assertThat(StepTimes.of(folder.resolve("gone"), NOON).at(3, 20)).isEqualTo(NOON.plusMillis(20));
    }

    private static TrialEvent measured(int attempt, long step, Instant at) {
        return new TrialEvent.Measured(attempt, step, 1, new TreeMap<>(Map.of("loss", 1.5)), at);
    }
}
