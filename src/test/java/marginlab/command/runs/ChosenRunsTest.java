package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.command.context.CommandShell;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ls}, {@code tag}, {@code compare}, {@code export} and {@code rm} of runs that conditions choose. */
class ChosenRunsTest {
    private static final Trial FIRST = TestTrials.trial("ArcFace(0.5)", 1);
    private static final Trial SECOND = TestTrials.trial("ArcFace(0.5)", 2);
    private static final Trial OTHER = TestTrials.trial("NS", 1);

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void trainThree() throws IOException {
        shell = new CommandShell(folder);
        done(FIRST, 0.9);
        done(SECOND, 0.94);
        done(OTHER, 0.8);
        assertThat(shell.run("rebuild").code()).isZero();
        try (Store store = store()) {
            store.keep("table", "", List.of(FIRST.id(), SECOND.id(), OTHER.id()));
            store.keep("arc", "", List.of(FIRST.id(), SECOND.id()));
        }
    }

    private Store store() {
        return Store.open(folder.resolve("store").toString(), StoreMode.OWNER);
    }

    private void done(Trial trial, double accuracy) throws IOException {
        RunFolder run = RunFolder.of(folder.resolve("runs"), trial);
        try (Journal journal = Journal.open(run.journal(), 1)) {
            journal.append(new TrialEvent.Started(1, Instant.parse("2026-11-30T10:00:00Z"), Map.of()));
            journal.append(new TrialEvent.Scored(
                    1,
                    new ProtocolOutcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy)), List.of())));
            journal.append(new TrialEvent.Ended(1, TrialState.DONE, "", 75, Instant.EPOCH));
        }
    }

    private String out(String... arguments) {
        CommandShell.Answer answer = shell.run(arguments);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return answer.out();
    }

    @Test
    void listsWhatIsKnownOfEachRun() {
        shell.run("tag", FIRST.id(), "paper", "best");
        shell.run("note", FIRST.id(), "looks right");

        assertThat(out(
                                "ls",
                                "--where",
                                "tag=paper",
                                "--columns",
                                "id,experiment,loss,seed,state,duration,pairs,tag,note")
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "ID|EXPERIMENT|LOSS|SEED|STATE|DURATION|pairs %|TAGS|NOTE",
                        FIRST.id() + "|arc, table|ArcFace(0.5)|1|done|1 min 15 s|90.00|best, paper|looks right");
        assertThat(out("ls").lines().findFirst().orElseThrow()).contains("STARTED", "NOTE");
        assertThat(out("ls", "--where", "loss=NS").lines().findFirst().orElseThrow())
                .doesNotContain("NOTE")
                .doesNotContain("TAGS");
    }

    @Test
    void sortsGroupsAndLimits() {
        assertThat(out("ls", "--sort", "-pairs", "--columns", "pairs,seed", "--limit", "2")
                        .lines())
                .containsExactly("pairs %  SEED", "94.00    2", "90.00    1");
        // (0.90 + 0.94) / 2, and the root of 2 * 0.02^2 / 1.
        assertThat(out("ls", "--group", "--sort", "-pairs", "--columns", "loss,seed,pairs")
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly("LOSS|SEED|pairs %", "ArcFace(0.5)|1; 2|92.00 ± 2.83 (2)", "NS|1|80.00 (1)");
    }

    @Test
    void keepsWhatScriptsReadAndAddsToIt() {
        JsonObject run = shell.run("ls", "--where", "seed=2", "--columns", "id,scale", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();

        assertThat(run.keySet())
                .containsExactly(
                        "id",
                        "experiment",
                        "objective",
                        "seed",
                        "repeat",
                        "state",
                        "seconds",
                        "results",
                        "started",
                        "tags",
                        "note",
                        "columns");
        assertThat(run.get("experiment").getAsString()).isEqualTo("arc, table");
        assertThat(run.getAsJsonObject("columns").get("scale").getAsString()).isEqualTo("30");
        JsonObject group = shell.run("ls", "--group", "--where", "loss=Arc*", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        JsonObject figure = group.getAsJsonObject("figures").getAsJsonObject("pairs");
        assertThat(figure.get("mean").getAsDouble()).isCloseTo(0.92, within(1e-12));
        assertThat(figure.get("n").getAsInt()).isEqualTo(2);
    }

    @Test
    void saysWhatAConditionLacks() {
        CommandShell.Answer answer = shell.run("ls", "--where", "pair>90%", "--sort", "sed");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Did you mean 'pairs'?").contains("Did you mean 'seed'?");
        assertThat(shell.run("ls", "--where", "seed=9").err()).contains("no run satisfies the conditions");
    }

    @Test
    void tagsAllThatAreChosen() {
        JsonArray tagged = shell.run("tag", "--where", "pairs>85%", "good", "--json")
                .json()
                .getAsJsonArray();

        assertThat(tagged).hasSize(2);
        assertThat(out("ls", "--where", "tag=good", "--columns", "seed").lines())
                .containsExactly("SEED", "2", "1");
        assertThat(shell.run("tag", "--where", "pairs>99%", "good").code()).isEqualTo(2);
        assertThat(shell.run("tag").code()).isEqualTo(2);
    }

    @Test
    void comparesAllThatAreChosen() {
        assertThat(out("compare", "--where", "pairs>0.5", "--sort", "pairs", "--only-changed"))
                .startsWith(" ".repeat(1))
                .containsSubsequence(OTHER.id(), FIRST.id(), SECOND.id())
                .contains("80.00");
        assertThat(shell.run("compare", "--where", "loss=NS").err()).contains("found 1 run; expected 2 to 8");
        assertThat(shell.run("compare", FIRST.id()).code()).isEqualTo(2);
        assertThat(shell.run("compare", FIRST.id(), OTHER.id(), "--where", "seed=1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void exportsWhatIsChosen() {
        Path events = folder.resolve("events");

        assertThat(out("export", "table", "--tensorboard", events.toString(), "--where", "loss=NS"))
                .startsWith("1 run: 1 event file");
        assertThat(events).isDirectoryRecursivelyContaining("glob:**" + OTHER.id() + "**");
    }

    @Test
    void showsWhatItWouldRemoveAndRemovesItWhenToldTo() {
        String shown = out("rm", "--where", "pairs<91%");

        assertThat(shown)
                .contains(OTHER.id())
                .contains("1 of them belongs to several experiments, which would all lose the result: " + FIRST.id())
                .contains("2 runs, 0.0 MB would be removed; -y removes them");
        assertThat(folder.resolve("runs").resolve(OTHER.id())).exists();

        assertThat(out("rm", "--where", "pairs<91%", "-y")).contains("2 runs, 0.0 MB removed");

        assertThat(folder.resolve("runs").resolve(OTHER.id())).doesNotExist();
        assertThat(folder.resolve("runs").resolve(SECOND.id())).exists();
        assertThat(shell.run("ls", "--json").json().getAsJsonArray()).hasSize(1);
        shell.run("rebuild");
        assertThat(shell.run("ls", "--json").json().getAsJsonArray()).hasSize(1);
    }

    @Test
    void removesByIdAndFormerResultsToo() throws IOException {
        Path former = Files.createDirectories(folder.resolve("runs/.former/" + OTHER.id() + "-1"));

        out("rm", OTHER.id().substring(0, 6), "-y");

        assertThat(former).doesNotExist();
        assertThat(folder.resolve("runs/.removed/.former/" + OTHER.id() + "-1")).exists();
        assertThat(shell.run("rm").err()).contains("expected ids of runs, or --where");
        assertThat(shell.run("rm", "--where", "seed=1", FIRST.id()).code()).isEqualTo(2);
        assertThat(shell.run("rm", "0000").err()).contains("no run with this id");
    }

    @Test
    void bringsARemovedRunBack() throws IOException {
        Files.createDirectories(folder.resolve("runs/.former/" + FIRST.id() + "-1"));
        shell.run("tag", FIRST.id(), "paper");
        String before = out("show", FIRST.id());
        assertThat(out("rm", FIRST.id(), "-y"))
                .contains("'rm ID --restore' brings a run back until 'gc -y' deletes it");
        assertThat(shell.run("show", FIRST.id()).code()).isEqualTo(2);

        assertThat(out("rm", FIRST.id().substring(0, 6), "--restore")).isEqualTo("restored " + FIRST.id() + "\n");

        assertThat(out("show", FIRST.id())).isEqualTo(before);
        assertThat(folder.resolve("runs/.former/" + FIRST.id() + "-1")).exists();
        assertThat(shell.run("rm", FIRST.id(), "--restore").err()).contains("found no removed run with this id");
    }

    @Test
    void keepsARemovedRunApartFromOneThatWasTrainedAgain() throws IOException {
        out("rm", OTHER.id(), "-y");
        done(OTHER, 0.85);
        shell.run("rebuild");

        assertThat(shell.run("rm", OTHER.id(), "--restore").err()).contains("a run that was trained again since");
        out("rm", OTHER.id(), "-y");
        out("rm", OTHER.id(), "--restore");

        assertThat(out("show", OTHER.id())).contains("85.00");
    }

    @Test
    void deletesRemovedRunsWithTheGarbage() {
        out("rm", OTHER.id(), "-y");

        assertThat(shell.run("gc", "-y").out()).contains("removed by 'rm'");

        assertThat(folder.resolve("runs/.removed").resolve(OTHER.id())).doesNotExist();
        assertThat(shell.run("rm", OTHER.id(), "--restore").code()).isEqualTo(2);
    }

    @Test
    void neverRemovesWhatIsRunning() throws IOException {
        Trial running = TestTrials.trial("NS", 7);
        // Without a process beside it, as a job of a cluster.
        RunFolder run = RunFolder.of(folder.resolve("runs"), running);
        try (Store store = store()) {
            store.ingest(running, List.of(new TrialEvent.Started(1, Instant.EPOCH, Map.of())));
        }

        CommandShell.Answer answer = shell.run("rm", "--where", "seed>=1", "-y");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().strip())
                .isEqualTo(
                        running.id() + ": found a run that is running; expected one that is not. Stop its sweep first");
        assertThat(run.path()).exists();
        assertThat(shell.run("ls", "--json").json().getAsJsonArray()).hasSize(4);
    }

    @Test
    void showsWhatWasChosenAndWhatWasSaid() {
        shell.run("tag", FIRST.id(), "paper");
        shell.run("note", FIRST.id(), "looks right");

        String shown = out("show", FIRST.id());

        assertThat(shown)
                .contains("tags         paper")
                .contains("note         looks right")
                .contains("settings that differ from the defaults")
                .containsPattern("\n  scale +30\n")
                .doesNotContainPattern("\n  gradient +exact\n");
        assertThat(out("show", FIRST.id(), "--all")).containsPattern("\n  gradient +exact\n");
    }
}
