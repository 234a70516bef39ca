package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import marginlab.command.context.CommandShell;
import marginlab.command.runs.FinishedRuns;
import marginlab.command.runs.RunWithNetwork;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.npy.Npy;
import marginlab.plan.Trial;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification set that a run has never seen. */
class StoredSetTest {
    private static final int IMAGES = RunWithNetwork.IMAGES;
    private static final int PAIRS = 30;
    private static final Trial TRIAL = RunWithNetwork.TRIAL;

    @TempDir
    private Path folder;

    private CommandShell shell;
    private RunFolder run;

    @BeforeEach
    void trainARun() throws IOException {
        shell = new CommandShell(folder);
        RunWithNetwork.writeImages(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %1$s/people
                others:
                  role: verify
                  format: pair-list
                  path: %1$s/people
                  list: %1$s/pairs.txt
                """.formatted(folder));
        Files.writeString(folder.resolve("pairs.txt"), pairs(5));
        FinishedRuns.write(folder);
        run = RunWithNetwork.train(folder);
    }

    private static String pairs(int step) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < PAIRS; i++) {
            int one = i % IMAGES;
            int other = i % 2 == 0 ? (one + 4) % IMAGES : (one + step) % IMAGES;
            list.append("person" + one % 4 + "/" + one + ".png person" + other % 4 + "/" + other + ".png ");
            list.append(one % 4 == other % 4 ? "1\n" : "0\n");
        }
        return list.toString();
    }

    @Test
    void isEmbeddedByTheNetworkOfTheRunAndScored() throws IOException {
        CommandShell.Answer answer =
                shell.run("score", "stored", "two-losses", "--set", "others", "--rules", "ten-fold(cosine)");

        assertThat(answer.code()).as(answer.err()).isEqualTo(1);
        assertThat(answer.err()).contains(FinishedRuns.SECOND.id() + ": found no folder of a run");
        assertThat(answer.out()).contains("2 added, 0 there already");

        answer = shell.run("score", "stored", TRIAL.id(), "--set", "others", "--rules", "ten-fold(cosine)");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("0 added, 2 there already");
        PairEmbeddings embeddings = new PairEmbeddings(
                Npy.floatRows(run.plainEmbeddings("others")),
                Npy.floatRows(run.flippedEmbeddings("others")),
                Npy.booleans(run.same("others")));
        assertThat(embeddings.pairs()).isEqualTo(PAIRS);
        assertThat(accuracy("others"))
                .isEqualTo(TenFoldVerification.score("others", embeddings)
                        .outcome()
                        .metrics()
                        .get("accuracy"));
        assertThat(accuracy("others ten-fold(cosine)"))
                .isEqualTo(PairVerification.score("others", embeddings, PairVariant.parse("ten-fold(cosine)"))
                        .metrics()
                        .get("accuracy"));
        shell.run(
                "embed",
                TRIAL.id(),
                "--data",
                "people",
                "--out",
                folder.resolve("e.npy").toString());
        assertThat(Arrays.stream(Npy.floatRows(folder.resolve("e.npy"))))
                .anyMatch(row -> Arrays.equals(row, embeddings.plain()[0]));
        assertThat(Files.readString(run.fingerprint("others")))
                .isEqualTo(Catalog.read(folder.resolve("datasets.yaml")).fingerprint("others"));
        assertThat(shell.run("rebuild").code()).isZero();
        assertThat(results().keySet()).containsExactlyInAnyOrder("pairs", "others", "others ten-fold(cosine)");
    }

    /** Other files for a moment, and the right ones again before anybody compares them. */
    @Test
    void isNotScoredWhereItsFilesAreExchangedMeanwhile() throws Exception {
        Path list = folder.resolve("pairs.txt");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread exchanging = new Thread(() -> {
            for (int step = 5; !isOver.get(); step = 12 - step) {
                try {
                    Path aside = Files.writeString(folder.resolve("pairs.new"), pairs(step));
                    Files.move(aside, list, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        exchanging.start();
        CommandShell.Answer answer;
        try {
            answer = shell.run("score", "stored", TRIAL.id(), "--set", "others");
        } finally {
            isOver.set(true);
            exchanging.join();
        }

        assertThat(answer.code()).as(answer.out()).isNotZero();
        assertThat(answer.err()).contains("set others, " + folder).containsPattern("written to|other ones than before");
        assertThat(run.fingerprint("others")).doesNotExist();
        assertThat(results().keySet()).doesNotContain("others");
        Files.writeString(list, pairs(5));
        assertThat(shell.run("score", "stored", TRIAL.id(), "--set", "others").code())
                .isZero();
    }

    @Test
    void givesTheAnglesOfItsPeople() {
        CommandShell.Answer answer =
                shell.run("score", "stored", TRIAL.id(), "--set", "others", "--rules", "angles", "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        JsonObject angles =
                answer.json().getAsJsonObject().getAsJsonArray("added").get(1).getAsJsonObject();
        assertThat(angles.get("protocol").getAsString()).isEqualTo("angles");
        assertThat(angles.getAsJsonObject("metrics").keySet()).containsExactly("inter", "intra");
        assertThat(angles.get("notes").toString()).contains("4 people with two images or more, 16 images");
        assertThat(shell.run("score", "stored", TRIAL.id(), "--set", "others", "--rules", "angles")
                        .out())
                .contains("0 added, 2 there already");
    }

    @Test
    void isRefusedWhenItsFilesHaveChangedSince() throws IOException {
        shell.run("score", "stored", TRIAL.id(), "--set", "others", "--rules", "ten-fold(cosine)");
        Files.writeString(folder.resolve("pairs.txt"), pairs(7));

        CommandShell.Answer answer =
                shell.run("score", "stored", TRIAL.id(), "--set", "others", "--rules", "ten-fold(no-flip)");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("set others").contains("those that the run embedded");
        assertThat(results().keySet()).containsExactlyInAnyOrder("pairs", "others", "others ten-fold(cosine)");
    }

    @Test
    void isRefusedWhereThereIsNone() {
        CommandShell.Answer answer = shell.run("score", "stored", TRIAL.id(), "--set", "othres");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("othres").contains("others");
        assertThat(run.fingerprint("othres")).doesNotExist();
    }

    private double accuracy(String column) {
        return results().getAsJsonObject(column).get("accuracy").getAsDouble();
    }

    private JsonObject results() {
        return shell.run("show", TRIAL.id(), "--json").json().getAsJsonObject().getAsJsonObject("results");
    }
}
