package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.problem.UnfinishedException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.coordinate.HeardSweep;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.RunDisagreement;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunArchiveTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Trial ONE = TestTrials.trial(1);
    private static final Trial TWO = TestTrials.trial(2);

    @TempDir
    Path folder;

    private Path runs;
    private Store store;
    private RunArchive archive;

    @BeforeEach
    void open() {
        runs = folder.resolve("runs");
        store = Store.open(runs.resolve("marginlab").toString(), StoreMode.OWNER);
        archive = new RunArchive(runs, store, Clock.systemUTC(), SweepListener.none());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void write(Path runs, Trial trial, double accuracy, TrialState state) throws IOException {
        RunFolder run = RunFolder.of(runs, trial);
        Files.createDirectories(run.checkpoint());
        Files.write(run.checkpoint().resolve("weights"), new byte[1000]);
        try (Journal journal = Journal.open(run.journal(), 0)) {
            journal.append(new TrialEvent.Started(1, NOON, Map.of("commit", "abc")));
            journal.append(new TrialEvent.Measured(1, 10, 1, Map.of("loss", 2.0)));
            journal.append(new TrialEvent.Scored(
                    1,
                    new ProtocolOutcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy)), List.of())));
            journal.append(new TrialEvent.Ended(1, state, "", 5, NOON));
        }
    }

    private double accuracy(Trial trial) {
        return store.find(trial.id()).outcomes().get(0).metrics().get("accuracy");
    }

    @Test
    void rebuildsTheStoreFromTheFolders() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.FAILED);
        archive.rebuild();
        archive.keep("table", "name: table", List.of(TWO.id(), ONE.id()));
        archive.annotate(ONE.id(), List.of("good"), "a note");
        List<Run> before = store.runs(List.of(ONE.id(), TWO.id()));
        store.close();
        Path aside = Store.setAside(runs.resolve("marginlab").toString()).orElseThrow();
        open();
        assertThat(aside).exists();
        assertThat(store.latest(10)).isEmpty();
        assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(2, 0));
        assertThat(store.runs(List.of(ONE.id(), TWO.id()))).isEqualTo(before).hasSize(2);
        assertThat(store.members("table")).containsExactly(TWO.id(), ONE.id());
        assertThat(store.tags(List.of(ONE.id()))).containsEntry(ONE.id(), List.of("good"));
        assertThat(store.notes(List.of(ONE.id()))).containsEntry(ONE.id(), "a note");
    }

    @Test
    void takesInWhatItCanRead() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.DONE);
        Files.writeString(runs.resolve(TWO.id()).resolve("trial.json"), "{");
        assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(1, 1));
        assertThat(accuracy(ONE)).isEqualTo(0.9);
        assertThatThrownBy(archive::end)
                .isInstanceOf(UnfinishedException.class)
                .hasMessageContaining(runs.resolve(TWO.id()) + ": found what cannot be imported")
                .hasMessageContaining("1 folder left out");
    }

    /** As a full disk leaves it; damaged from its first line on it tells no more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no event\n"})
    void takesInNoRunWhoseJournalSaysNothing(String left) throws Exception {
        Path others = folder.resolve("others");
        write(others, ONE, 0.9, TrialState.DONE);
        write(others, TWO, 0.8, TrialState.DONE);
        Files.writeString(new RunFolder(others.resolve(TWO.id())).journal(), left);
        assertThat(archive.merge(others)).isEqualTo(new RunArchive.ImportedRuns(1, 1));
        assertThat(runs.resolve(TWO.id())).doesNotExist();
        assertThatThrownBy(archive::end)
                .isInstanceOf(UnfinishedException.class)
                .hasMessageContaining(others.resolve(TWO.id()) + ": found what cannot be imported: its journal ");
        Files.writeString(new RunFolder(runs.resolve(ONE.id())).journal(), left);
        assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(0, 1));
    }

    /** What a folder from elsewhere links to is copied from here. */
    @Test
    void mergesNothingThroughALink() throws Exception {
        Path others = folder.resolve("others");
        Path secret = Files.writeString(folder.resolve("secret"), "not theirs");
        write(others, ONE, 0.9, TrialState.DONE);
        write(others, TWO, 0.8, TrialState.DONE);
        Files.createDirectories(others.resolve(ONE.id()).resolve("model"));
        Files.createSymbolicLink(others.resolve(ONE.id()).resolve("model").resolve("network.params"), secret);
        Trial three = TestTrials.trial(3);
        write(folder.resolve("third"), three, 0.7, TrialState.DONE);
        Files.createSymbolicLink(
                others.resolve(three.id()), folder.resolve("third").resolve(three.id()));
        Files.createDirectories(others.resolve("experiments"));
        Path definition = Files.writeString(
                folder.resolve("table.json"), "{\"name\": \"table\", \"definition\": \"not theirs\", \"trials\": []}");
        Files.createSymbolicLink(others.resolve("experiments").resolve("table.json"), definition);
        HeardSweep heard = new HeardSweep();
        RunArchive hearing = new RunArchive(runs, store, Clock.systemUTC(), heard);
        assertThat(hearing.merge(others)).isEqualTo(new RunArchive.ImportedRuns(1, 2));
        assertThat(runs.resolve(ONE.id())).doesNotExist();
        assertThat(runs.resolve(three.id())).doesNotExist();
        assertThat(store.experiments()).isEmpty();
        assertThat(heard.said).hasSize(3).allMatch(line -> line.contains("a link"));
        assertThatThrownBy(hearing::end).hasMessageContaining("3 folders left out");
    }

    /** Nor is anything read or written through a link in a folder that is here. */
    @Test
    void takesInNothingThroughALink() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        RunFolder run = new RunFolder(runs.resolve(ONE.id()));
        Path journal = Files.move(run.journal(), folder.resolve("elsewhere.jsonl"));
        Files.createSymbolicLink(run.path().resolve("journal.jsonl"), journal);
        assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(0, 1));
        Files.delete(run.path().resolve("journal.jsonl"));
        new ProcessBuilder("mkfifo", run.path().resolve("journal.jsonl").toString())
                .start()
                .waitFor();
        assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(0, 1));
    }

    @Test
    void leavesAJobOfAClusterAloneThatIsAtWork() throws Exception {
        RunFolder run = RunFolder.of(runs, ONE);
        try (Journal journal = Journal.open(run.journal(), 0)) {
            journal.append(new TrialEvent.Started(1, NOON, Map.of("commit", "abc")));
            journal.append(new TrialEvent.Measured(1, 10, 1, Map.of("loss", 2.0)));
            assertThat(archive.rebuild()).isEqualTo(new RunArchive.ImportedRuns(1, 0));
            assertThat(store.find(ONE.id()).state()).isEqualTo(TrialState.RUNNING);
            journal.append(new TrialEvent.Ended(1, TrialState.DONE, "", 5, NOON));
        }
        archive.rebuild();
        assertThat(store.find(ONE.id()).state()).isEqualTo(TrialState.DONE);
        assertThat(store.metrics(ONE.id())).hasSize(1);
    }

    @Test
    void mergesWhatIsNewAndWhatHasAResultWhereOursHasNone() throws Exception {
        Path others = folder.resolve("others");
        Trial three = TestTrials.trial(3);
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.1, TrialState.CRASHED);
        write(others, ONE, 0.5, TrialState.DONE);
        write(others, TWO, 0.8, TrialState.DONE);
        write(others, three, 0.7, TrialState.DONE);
        archive.rebuild();
        RunArchive.ImportedRuns taken = archive.merge(others);
        assertThat(taken.runs()).isEqualTo(2);
        assertThat(taken.skipped()).isEqualTo(1);
        assertThat(accuracy(ONE)).isEqualTo(0.9);
        assertThat(accuracy(TWO)).isEqualTo(0.8);
        assertThat(accuracy(three)).isEqualTo(0.7);
        RunArchive.ImportedRuns again = archive.merge(others);
        assertThat(again.runs()).isZero();
        assertThat(again.skipped()).isEqualTo(3);
        assertThat(runs.resolve(three.id()).resolve("checkpoint/weights")).exists();
    }

    @Test
    void tellsWhereAnotherMachineFoundOtherFigures() throws Exception {
        Path others = folder.resolve("others");
        write(runs, ONE, 0.9, TrialState.DONE);
        write(others, ONE, 0.5, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.DONE);
        write(others, TWO, 0.8, TrialState.DONE);
        archive.rebuild();
        List<RunDisagreement> expected = List.of(new RunDisagreement(
                others.resolve(ONE.id()).toString(),
                List.of(new RunDisagreement.FigureDifference("pairs", "ten-fold", "accuracy", "0.9", "0.5"))));

        assertThat(archive.merge(others).disputed()).containsOnlyKeys(ONE.id()).containsValue(expected.get(0));
        assertThat(RunDisagreement.of(runs.resolve(ONE.id()))).isEqualTo(expected);
        assertThat(archive.merge(others).disputed()).containsOnlyKeys(ONE.id());
        assertThat(RunDisagreement.of(runs.resolve(ONE.id()))).isEqualTo(expected);
        assertThat(runs.resolve(TWO.id()).resolve(RunDisagreement.FILE)).doesNotExist();

        Files.delete(others.resolve(ONE.id()).resolve("journal.jsonl"));
        write(others, ONE, 0.9, TrialState.DONE);
        assertThat(archive.merge(others).disputed()).isEmpty();
        assertThat(RunDisagreement.of(runs.resolve(ONE.id()))).isEmpty();
    }

    @Test
    void tellsADivergenceOnOneMachineAlone() throws Exception {
        Path others = folder.resolve("others");
        write(runs, ONE, 0.9, TrialState.DONE);
        write(others, ONE, 0.9, TrialState.DIVERGED);
        assertThat(archive.merge(others).disputed().get(ONE.id()).differences())
                .containsExactly(new RunDisagreement.FigureDifference("", "", "state", "done", "diverged"));
    }

    /** The copy's journal is as old as the other one: its last change is all that tells how long the attempt took. */
    @Test
    void countsTheTimeOfACopiedAttemptByItsJournal() throws Exception {
        Path others = folder.resolve("others");
        RunFolder there = RunFolder.of(others, ONE);
        try (Journal journal = Journal.open(there.journal(), 0)) {
            journal.append(new TrialEvent.Started(1, NOON, Map.of("pid", "1")));
        }
        Files.setLastModifiedTime(there.journal(), FileTime.from(NOON.plusSeconds(9)));
        archive.merge(others);
        assertThat(store.find(ONE.id()).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(store.find(ONE.id()).seconds()).isEqualTo(9);
    }

    @Test
    void readsNothingElseForADisagreement() throws Exception {
        RunFolder run = RunFolder.of(runs, ONE);
        Path file = run.path().resolve(RunDisagreement.FILE);
        Path secret = Files.writeString(folder.resolve("secret"), "[{\"with\":\"x\",\"differences\":[]}]");
        for (String text :
                List.of("", "null", "{", "[null]", "[{}]", "[1]", "[{\"with\":\"a\",\"differences\":[{}]}]")) {
            Files.writeString(file, text);
            assertThat(RunDisagreement.of(run.path())).isEmpty();
        }
        Files.delete(file);
        Files.createSymbolicLink(file, secret);
        assertThat(RunDisagreement.of(run.path())).isEmpty();
    }

    @Test
    void findsAndRemovesWhatNobodyNeeds() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.DONE);
        Path network = runs.resolve(ONE.id()).resolve("checkpoint/step-000000020.safetensors");
        Path older = network.resolveSibling("step-000000010.safetensors");
        Files.write(network, new byte[100]);
        Files.write(older, new byte[1000]);
        Files.createDirectories(runs.resolve(".new-half"));
        archive.rebuild();
        archive.keep("table", "name: table", List.of(ONE.id()));
        Garbage garbage = archive.garbage(Set.of(), false);
        assertThat(garbage.items())
                .extracting(Garbage.GarbageItem::path)
                .containsExactlyInAnyOrder(older, runs.resolve(TWO.id()), runs.resolve(".new-half"));
        assertThat(garbage.bytes()).isGreaterThan(2000);
        garbage.remove(store);
        assertThat(store.latest(10)).extracting(Run::trial).containsExactly(ONE);
        assertThat(archive.garbage(Set.of(), false).items()).isEmpty();
        assertThat(network).exists();
    }

    @Test
    void removesTheNetworkOfAFinishedRunOnlyWhereThatIsAskedFor() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.FAILED);
        archive.rebuild();
        archive.keep("table", "name: table", List.of(ONE.id(), TWO.id()));
        assertThat(archive.garbage(Set.of(), false).items()).isEmpty();
        assertThat(archive.garbage(Set.of(), true).items())
                .extracting(Garbage.GarbageItem::path, Garbage.GarbageItem::why)
                .containsExactly(tuple(
                        runs.resolve(ONE.id()).resolve("checkpoint"),
                        "the network of a finished run: 'embed' needs it"));
    }

    @Test
    void keepsEverythingOfARunWithATagOrANote() throws Exception {
        write(runs, ONE, 0.9, TrialState.DONE);
        write(runs, TWO, 0.8, TrialState.FAILED);
        archive.rebuild();
        archive.keep("table", "name: table", List.of(ONE.id()));
        archive.annotate(ONE.id(), List.of(), "a note");
        archive.annotate(TWO.id(), List.of("keep"), "");
        assertThat(archive.garbage(Set.of(), true).items()).isEmpty();
    }
}
