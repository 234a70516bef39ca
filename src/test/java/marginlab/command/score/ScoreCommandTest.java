package marginlab.command.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
    private static final int PAIRS = 20;

    @TempDir
    private Path folder;

    private CommandShell shell;

    /** Genuine pairs are equal, impostors opposite, but for one genuine pair that is opposite. */
    @BeforeEach
    void writePairs() {
        shell = new CommandShell(folder);
        float[][] embeddings = new float[2 * PAIRS][];
        boolean[] same = new boolean[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            same[pair] = pair % 2 == 0;
            boolean alike = same[pair] && pair != 4;
            embeddings[2 * pair] = new float[] {1, pair};
            embeddings[2 * pair + 1] = alike ? new float[] {1, pair} : new float[] {-1, -pair};
        }
        Npy.write(folder.resolve("e.npy"), embeddings);
        Npy.write(folder.resolve("s.npy"), same);
    }

    private CommandShell.Answer score(String... more) {
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {
                    "score",
                    "ten-fold",
                    "--embeddings",
                    folder.resolve("e.npy").toString(),
                    "--same",
                    folder.resolve("s.npy").toString()
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return shell.run(arguments);
    }

    @Test
    void namesTheListByItsFingerprint() {
        String before = fingerprint();
        assertThat(before).matches("[0-9a-f]{64}").isEqualTo(fingerprint());
        assertThat(score().out()).contains("of lists with fingerprint " + before.substring(0, 12));
        boolean[] other = new boolean[PAIRS];
        other[0] = true;
        other[19] = true;
        Npy.write(folder.resolve("s.npy"), other);
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    private String fingerprint() {
        return score("--json").json().getAsJsonObject().get("fingerprint").getAsString();
    }

    @Test
    void scoresTenFolds() {
        CommandShell.Answer answer = score("--json");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.get("protocol").getAsString()).isEqualTo("ten-fold(no-flip)");
        // 19 of 20 pairs are right, in folds of two.
        assertThat(json.getAsJsonObject("metrics").get("accuracy").getAsDouble())
                .isEqualTo(0.95);
        assertThat(json.getAsJsonArray("folds")).hasSize(10);
        assertThat(json.getAsJsonArray("folds").get(2).getAsDouble()).isEqualTo(0.5);
    }

    @Test
    void scoresUnderAnotherProjectsRules() {
        CommandShell.Answer answer = score("--rules", "ten-fold(no-flip, opensphere, cosine)", "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.json()
                        .getAsJsonObject()
                        .getAsJsonObject("metrics")
                        .get("accuracy")
                        .getAsDouble())
                .isEqualTo(0.95);
    }

    @Test
    void printsATable() {
        assertThat(score().out()).contains("accuracy").contains("95.00 %");
    }

    @Test
    void saysWhenPairsAndEmbeddingsDoNotFit() {
        Npy.write(folder.resolve("s.npy"), new boolean[] {true});

        CommandShell.Answer answer = score();

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("40 rows for 1 pairs");
    }

    @Test
    void listsEveryFaultyLineOfAListOfPairs() throws IOException {
        Files.writeString(folder.resolve("pairs.txt"), "0 1 1\n2 x 1\n0 99 0\n4 5\n6 7 0\n");

        CommandShell.Answer answer = shell.run(
                "score",
                "ten-fold",
                "--embeddings",
                folder.resolve("e.npy").toString(),
                "--pairs",
                folder.resolve("pairs.txt").toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("pairs.txt:2: found 'x'"))
                .anyMatch(line -> line.contains("pairs.txt:3: found 0 99; expected rows 0 to 39"))
                .anyMatch(line -> line.contains("pairs.txt:4: found an end of line"));
    }

    @Test
    void asksForOneOfTwoFlagsInOneSentence() {
        CommandShell.Answer answer = shell.run("score", "ten-fold", "--embeddings", "e.npy");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith("Missing required argument")
                .contains("--same")
                .contains("--pairs");
    }

    @Test
    void refusesUnknownRules() {
        CommandShell.Answer answer = score("--rules", "ten-fold(backwards)");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("backwards");
    }
}
