package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final List<TrialEvent> EVENTS = List.of(
            new TrialEvent.Started(1, Instant.parse("2026-11-22T12:00:00.5Z"), Map.of("commit", "abc \"quoted\" \n é")),
            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 0.1 + 0.2, "rate", 1e-300)),
            new TrialEvent.Scored(
                    1,
                    new ProtocolOutcome(
                            "lfw",
                            "ten-fold",
                            new TreeMap<>(Map.of("accuracy", 0.995)),
                            List.of(0.99, 1.0),
                            List.of("a note"))),
            new TrialEvent.Ended(1, TrialState.TIMED_OUT, "no sign of life", 12.25, Instant.EPOCH));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    private void write(List<TrialEvent> events) throws IOException {
        try (Journal journal = Journal.open(file(), 0)) {
            for (TrialEvent event : events) {
                journal.append(event);
            }
        }
    }

    @Test
    void givesBackEveryEvent() throws Exception {
        write(EVENTS);
        assertThat(JournalTail.whole(file())).isEqualTo(new JournalTail.Read(EVENTS, List.of()));
        assertThat(Files.readAllLines(file())).hasSize(EVENTS.size());
    }

    @Test
    void givesOnlyWhatIsNew() throws Exception {
        JournalTail tail = new JournalTail(file());
        write(EVENTS.subList(0, 2));
        assertThat(tail.more().events()).isEqualTo(EVENTS.subList(0, 2));
        assertThat(tail.more().events()).isEmpty();
        write(EVENTS.subList(2, 4));
        assertThat(tail.more().events()).isEqualTo(EVENTS.subList(2, 4));
    }

    @Test
    void hearsASignOfLifeThatIsNoEvent() throws Exception {
        JournalTail tail = new JournalTail(file());
        try (Journal journal = Journal.open(file(), 0)) {
            journal.append(EVENTS.get(0));
            tail.more();
            long before = tail.offset();
            journal.breathe();
            assertThat(tail.more()).isEqualTo(new JournalTail.Read(List.of(), List.of()));
            assertThat(tail.offset()).isGreaterThan(before);
            journal.append(EVENTS.get(1));
        }
        assertThat(JournalTail.whole(file())).isEqualTo(new JournalTail.Read(EVENTS.subList(0, 2), List.of()));
    }

    @Test
    void waitsForTheEndOfALine() throws Exception {
        String line = EventJson.of(EVENTS.get(1)) + "\n";
        JournalTail tail = new JournalTail(file());
        Files.writeString(file(), line.substring(0, 20));
        assertThat(tail.more().events()).isEmpty();
        Files.writeString(file(), line.substring(20), StandardOpenOption.APPEND);
        assertThat(tail.more().events()).containsExactly(EVENTS.get(1));
    }

    @Test
    void tellsHalfALineAndGarbageWithTheirPlace() throws Exception {
        Files.writeString(file(), "\u0007garbage\n{\"event\":\"party\",\"attempt\":1}\n\n{\"event\":\"metr");
        write(EVENTS.subList(0, 1));
        JournalTail.Read read = JournalTail.whole(file());
        assertThat(read.events()).isEqualTo(EVENTS.subList(0, 1));
        assertThat(read.damages())
                .containsExactly(
                        file() + ":1: found ?garbage; expected an event as JSON",
                        file() + ":2: found {\"event\":\"party\",\"attempt\":1}; expected an event as JSON",
                        file() + ":4: found {\"event\":\"metr; expected an event as JSON");
    }

    @Test
    void survivesAnEndlessLine() throws Exception {
        Files.write(file(), new byte[3 << 20]);
        write(EVENTS.subList(0, 1));
        JournalTail.Read read = JournalTail.whole(file());
        assertThat(read.events()).hasSize(1);
        assertThat(read.damages()).hasSize(1).allMatch(damage -> damage.length() < 300);
    }

    @Test
    void refusesASecondWriter() throws Exception {
        try (Journal journal = Journal.open(file(), 0)) {
            journal.append(EVENTS.get(0));
            assertThatThrownBy(() -> Journal.open(file(), 0)).isInstanceOf(JournalHeldException.class);
        }
    }

    @Test
    void leavesOutFiguresThatAreNotFinite() {
        TrialEvent.Measured measured = new TrialEvent.Measured(1, 1, 1, Map.of("loss", Double.NaN, "rate", 0.1));
        assertThat(measured.values()).containsOnlyKeys("rate");
        assertThat(EventJson.read(EventJson.of(measured))).isEqualTo(measured);
    }

    @Test
    void readsAgainFromTheStartWhatBecameShorter() throws Exception {
        JournalTail tail = new JournalTail(file());
        write(EVENTS);
        tail.more();
        Files.writeString(file(), EventJson.of(EVENTS.get(0)) + "\n");
        JournalTail.Read read = tail.more();
        assertThat(read.events()).containsExactly(EVENTS.get(0));
        assertThat(read.damages()).hasSize(1);
    }
}
