package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.command.context.CommandShell;
import marginlab.command.runs.FinishedRuns;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.npy.Npy;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCommandTest {
    private static final int PAIRS = 40;

    @TempDir
    private Path folder;

    private CommandShell shell;
    private Trial trial;
    private PairEmbeddings embeddings;

    /** A run that is done, with what it kept of one set of pairs. */
    @BeforeEach
    void writeRun() throws IOException {
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("pairs.bin"), "the pairs as they were");
        Files.writeString(folder.resolve("datasets.yaml"), """
                pairs:
                  role: verify
                  format: bin
                  path: %s
                """.formatted(folder.resolve("pairs.bin")));
        Trial like = FinishedRuns.FIRST;
        String fingerprint = Catalog.read(folder.resolve("datasets.yaml")).fingerprint("pairs");
        trial = Trial.of(like.objective(), like.settings(), 1, Map.of("faces", "0123", "pairs", fingerprint));
        float[][] plain = rows(1);
        float[][] flipped = rows(2);
        boolean[] same = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i % 2 == 0;
        }
        embeddings = new PairEmbeddings(plain, flipped, same);
        RunFolder run = RunFolder.of(folder.resolve("runs"), trial);
        Npy.write(run.plainEmbeddings("pairs"), plain);
        Npy.write(run.flippedEmbeddings("pairs"), flipped);
        Npy.write(run.same("pairs"), same);
        List<TrialEvent> events = List.of(
                new TrialEvent.Started(1, Instant.EPOCH, Map.of()),
                new TrialEvent.Scored(
                        1, TenFoldVerification.score("pairs", embeddings).outcome()),
                new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
        try (Journal journal = Journal.open(run.journal(), 1);
                Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            for (TrialEvent event : events) {
                journal.append(event);
            }
            store.ingest(trial, events);
            store.keep("sweep", "", List.of(trial.id()));
        }
    }

    private static float[][] rows(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[2 * PAIRS][8];
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextDouble(-1, 1);
            }
        }
        return rows;
    }

    @Test
    void addsTheRulesOfOtherProjects() {
        CommandShell.Answer answer = shell.run("score", "stored", "sweep", "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.json().getAsJsonObject().getAsJsonArray("added")).hasSize(PairVariant.OTHERS.size());
        JsonObject results = results();
        for (PairVariant variant : PairVariant.OTHERS) {
            ProtocolOutcome expected = PairVerification.score("pairs", embeddings, variant);
            assertThat(results.getAsJsonObject("pairs " + variant.label())
                            .get("accuracy")
                            .getAsDouble())
                    .isEqualTo(expected.metrics().get("accuracy"));
        }
        assertThat(results.getAsJsonObject("pairs").get("accuracy").getAsDouble())
                .isEqualTo(TenFoldVerification.score("pairs", embeddings)
                        .outcome()
                        .metrics()
                        .get("accuracy"));
    }

    @Test
    void addsNothingTheSecondTime() {
        shell.run("score", "stored", trial.id());
        JsonObject once = results();

        CommandShell.Answer answer = shell.run("score", "stored", trial.id(), "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.json().getAsJsonObject().getAsJsonArray("added")).isEmpty();
        assertThat(answer.json().getAsJsonObject().get("known").getAsInt()).isEqualTo(PairVariant.OTHERS.size());
        assertThat(results()).isEqualTo(once);
    }

    @Test
    void survivesARebuildOfTheStore() {
        shell.run("score", "stored", trial.id(), "--rules", "ten-fold(pca=4)");
        JsonObject before = results();

        CommandShell.Answer rebuilt = shell.run("rebuild");

        assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
        assertThat(before.has("pairs ten-fold(pca=4)")).isTrue();
        assertThat(results()).isEqualTo(before);
    }

    @Test
    void refusesPairsThatHaveChanged() throws IOException {
        Files.writeString(folder.resolve("pairs.bin"), "other pairs under the same name");

        CommandShell.Answer answer = shell.run("score", "stored", "sweep");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("set pairs").contains("those that the run embedded");
        assertThat(results().keySet()).containsExactly("pairs");
    }

    @Test
    void marksPairsWhoseFilesAreGone() throws IOException {
        Files.delete(folder.resolve("pairs.bin"));

        CommandShell.Answer answer = shell.run("score", "stored", "sweep", "--rules", "ten-fold(no-flip)");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("1 added").contains("its pairs are those that the run kept");
    }

    @Test
    void saysThatARunKeptNoEmbeddings() throws IOException {
        Files.delete(new RunFolder(folder.resolve("runs").resolve(trial.id())).plainEmbeddings("pairs"));

        CommandShell.Answer answer = shell.run("score", "stored", "sweep");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("no embeddings of pairs").contains("0 added");
    }

    @Test
    void namesWhatIsWrongWithALabel() {
        CommandShell.Answer answer = shell.run("score", "stored", "sweep", "--rules", "ten-fold(no-flop)");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no-flop");
    }

    private JsonObject results() {
        return shell.run("show", trial.id(), "--json").json().getAsJsonObject().getAsJsonObject("results");
    }
}
