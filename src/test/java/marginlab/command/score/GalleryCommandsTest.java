package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocols of {@code score} beside ten-fold, on three people on the axes of space. */
class GalleryCommandsTest {
    private static final float[][] AXES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final float[][] BOTH = {{1, 0, 0}, {2, 0, 0}, {0, 1, 0}, {0, 3, 0}, {0, 0, 1}, {0, 0, 4}};

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeArrays() {
        shell = new CommandShell(folder);
        Npy.write(folder.resolve("axes.npy"), AXES);
        Npy.write(folder.resolve("both.npy"), BOTH);
        Npy.write(folder.resolve("people.npy"), new long[] {0, 1, 2});
        Npy.write(folder.resolve("of-both.npy"), new long[] {0, 0, 1, 1, 2, 2});
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private JsonObject metrics(String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        CommandShell.Answer answer = shell.run(all);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return answer.json().getAsJsonObject().getAsJsonObject("metrics");
    }

    @Test
    void findsTheVideosOfEveryPerson() {
        JsonObject metrics = metrics(
                "score",
                "iqiyi-vid",
                "--probes",
                file("axes.npy"),
                "--identities",
                file("people.npy"),
                "--gallery",
                file("both.npy"),
                "--gallery-identities",
                file("of-both.npy"));

        assertThat(metrics.get("map@100").getAsDouble()).isEqualTo(1);
    }

    @Test
    void findsEveryProbeAmongDistractors() {
        Npy.write(folder.resolve("others.npy"), new float[][] {{-1, -1, -1}, {-1, 0, -1}});

        JsonObject metrics = metrics(
                "score",
                "megaface",
                "--probes",
                file("both.npy"),
                "--identities",
                file("of-both.npy"),
                "--distractors",
                file("others.npy"));

        assertThat(metrics.entrySet())
                .anyMatch(metric -> metric.getKey().startsWith("rank-1")
                        && metric.getValue().getAsDouble() == 1);
    }

    @Test
    void comparesTemplatesInPairs() throws IOException {
        Files.writeString(
                folder.resolve("images.txt"), "a.jpg 1 1\nb.jpg 1 2\nc.jpg 2 3\nd.jpg 3 4\ne.jpg 4 5\nf.jpg 5 6\n");
        Files.writeString(folder.resolve("pairs.txt"), "2 3 1\n4 5 1\n1 4 0\n1 2 0\n");

        JsonObject metrics = metrics(
                "score",
                "ijb-11",
                "--embeddings",
                file("both.npy"),
                "--images",
                file("images.txt"),
                "--pairs",
                file("pairs.txt"));

        assertThat(metrics.get("auc").getAsDouble()).isEqualTo(1);
    }

    @Test
    void measuresAnglesInDegrees() {
        JsonObject metrics =
                metrics("score", "angles", "--embeddings", file("both.npy"), "--labels", file("of-both.npy"));

        assertThat(metrics.get("intra").getAsDouble()).isCloseTo(0, within(1e-3));
        assertThat(metrics.get("inter").getAsDouble()).isCloseTo(90, within(1e-3));
    }

    @Test
    void takesPairsFromAListOfRows() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append("0 1 1\n0 2 0\n");
        }
        Files.writeString(folder.resolve("pairs.txt"), lines.toString());

        JsonObject metrics =
                metrics("score", "ten-fold", "--embeddings", file("both.npy"), "--pairs", file("pairs.txt"));

        assertThat(metrics.get("accuracy").getAsDouble()).isEqualTo(1);
    }

    @Test
    void wantsToKnowWhichPairsThereAre() {
        CommandShell.Answer answer = shell.run("score", "ten-fold", "--embeddings", file("both.npy"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("--same").contains("--pairs");
    }
}
