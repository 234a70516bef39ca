package marginlab.command;

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

class LossCommandTest {
    @TempDir
    private Path folder;

    private AxisArrays arrays;

    @BeforeEach
    void writeArrays() {
        arrays = AxisArrays.in(folder);
    }

    private CommandShell.Answer loss(String label, String... more) {
        return arrays.loss(label, more);
    }

    private String file(String name) {
        return arrays.file(name);
    }

    /** At its centre the angle is 0, so the logit is 1 - 2 * 0.3 / pi; the other class is at a right angle. */
    @Test
    void takesLossesThatAFileDefines() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                name: whatever
                define:
                  Linear(m): {target: "1 - 2 * (theta + m) / pi"}
                """);

        CommandShell.Answer answer = loss(
                "Linear(0.3) + Intra", "--define", file.toString(), "--centres", file("w"), "--scale", "2", "--json");

        assertThat(answer.code()).isZero();
        JsonObject document = answer.json().getAsJsonObject();
        double logit = 2 * (1 - 2 * 0.3 / Math.PI);
        assertThat(document.get("objective").getAsString()).isEqualTo("Linear(0.3) + Intra");
        assertThat(document.get("value").getAsDouble()).isCloseTo(Math.log(1 + Math.exp(-logit)), within(1e-6));
        assertThat(document.getAsJsonObject("terms").keySet()).containsExactly("Linear(0.3)", "Intra");

        CommandShell.Answer losses = arrays.shell().run("losses", "--json", "--define", file.toString());
        JsonObject last = losses.json()
                .getAsJsonArray()
                .get(losses.json().getAsJsonArray().size() - 1)
                .getAsJsonObject();
        assertThat(last.get("label").getAsString()).isEqualTo("Linear(m)");
        assertThat(last.get("formula").getAsString()).isEqualTo("{target: \"1 - 2 * (theta + m) / pi\"}");
        assertThat(last.getAsJsonObject("parameters").get("m").isJsonNull()).isTrue();
        assertThat(arrays.shell().run("losses", "--define", file.toString()).out())
                .containsPattern("Linear\\(m\\) +\\{target: ");
    }

    @Test
    void namesEverythingThatIsWrongWithADefinition() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "define: {NS: {target: cos}, B: {target: sin(}}\n");

        CommandShell.Answer answer = loss("B", "--define", file.toString(), "--centres", file("w"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("own.yaml:1:10")
                .contains("NS is built in")
                .contains("own.yaml:1:");
        assertThat(loss("B", "--define", folder.resolve("none.yaml").toString()).err())
                .contains("no such file");
        Files.writeString(file, "losses: NS\n");
        assertThat(loss("B", "--define", file.toString()).err()).contains("define: with losses");
    }

    /** Of two centres at a right angle, the far one has e^-64: float32 takes the softmax of the other for 1. */
    @Test
    void showsNoLossAsZero() {
        CommandShell.Answer answer = loss("NS", "--centres", file("w"));
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).containsPattern("= NS +0\\.0\\n").doesNotContain("-0.0");
    }

    @Test
    void computesValueTermsAndGradients() {
        CommandShell.Answer answer = loss("CosFace(0.5) + Intra", "--centres", file("w"), "--scale", "4", "--json");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        // Target logit 4 (1 - 0.5), the other 4 * 0; no angle to the own centre.
        double crossEntropy = Math.log(1 + Math.exp(-2));
        assertThat(json.getAsJsonObject("terms").get("CosFace(0.5)").getAsDouble())
                .isCloseTo(crossEntropy, within(1e-5));
        assertThat(json.get("value").getAsDouble()).isCloseTo(crossEntropy, within(1e-6));
        assertThat(json.get("scale").getAsDouble()).isEqualTo(4);
        // The gradient is orthogonal to the embedding: -s p / N along the other axis, over its length.
        double p = 1 / (1 + Math.exp(2));
        float[][] gradient = Npy.floatRows(folder.resolve("embeddings-gradient.npy"));
        assertThat(gradient[0][1]).isCloseTo((float) (4 * p / 2 / 2), within(1e-4f));
        assertThat(gradient[1][0]).isCloseTo((float) (4 * p / 2 / 3), within(1e-4f));
        assertThat(Npy.floatRows(folder.resolve("centres-gradient.npy"))).hasDimensions(2, 2);
    }

    @Test
    void writesTheGradientOfTheBias() {
        Npy.write(folder.resolve("b.npy"), new float[] {0, 1});

        CommandShell.Answer answer = loss("Softmax", "--centres", file("w"), "--bias", file("b"), "--json");

        // Logits (2, 1) and (0, 16): the second is certain.
        double p = 1 / (1 + Math.exp(1));
        assertThat(answer.json().getAsJsonObject().get("value").getAsDouble())
                .isCloseTo(Math.log(1 + Math.exp(-1)) / 2, within(1e-5));
        float[] gradient = Npy.floats(folder.resolve("bias-gradient.npy"));
        assertThat(gradient[0]).isCloseTo((float) (-p / 2), within(1e-5f));
        assertThat(gradient[1]).isCloseTo((float) (p / 2), within(1e-5f));
    }

    @Test
    void needsNoCentresForTriplets() {
        Npy.write(folder.resolve("y.npy"), new long[] {7, 7});

        CommandShell.Answer answer = loss("Triplet(0.35)");

        assertThat(answer.code()).isZero();
        assertThat(folder.resolve("embeddings-gradient.npy")).exists();
        assertThat(folder.resolve("centres-gradient.npy")).doesNotExist();
    }

    @Test
    void asksForCentresWhereTheObjectiveHasThem() {
        CommandShell.Answer answer = loss("NS");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("--centres");
    }

    @Test
    void namesALabelOutsideTheClasses() {
        Npy.write(folder.resolve("y.npy"), new long[] {0, 2});

        CommandShell.Answer answer = loss("NS", "--centres", file("w"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("labels " + file("y") + " row 1: found 2; expected a class from 0 to 1");
    }

    @Test
    void namesFileAndRowOfWhatIsNotFinite() {
        Npy.write(folder.resolve("e.npy"), new float[][] {{2, 0}, {0, Float.NaN}});
        Npy.write(folder.resolve("w.npy"), new float[][] {{Float.POSITIVE_INFINITY, 0}, {0, 5}});

        CommandShell.Answer answer = loss("NS", "--centres", file("w"), "--json");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .containsExactlyInAnyOrder(
                        "embeddings " + file("e") + " row 1: found NaN or infinity; expected finite numbers",
                        "centres " + file("w") + " row 0: found NaN or infinity; expected finite numbers");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        CommandShell.Answer answer = loss("ArkFace(0.5)", "--centres", file("nothing"), "--scale", "-1");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(3);
        assertThat(answer.err())
                .contains("ArkFace")
                .contains("--scale: found -1")
                .contains("nothing.npy");
    }

    @Test
    void refusesAnUnknownLossInOneLine() {
        CommandShell.Answer answer = loss("ArkFace(0.5)", "--centres", file("w"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("ArkFace").contains("ArcFace");
    }

    @Test
    void refusesAnUnknownGradient() {
        CommandShell.Answer answer = loss("NS", "--centres", file("w"), "--gradient", "approximate");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("exact, straight-through");
    }

    @Test
    void saysThatAFileIsNotThere() {
        CommandShell.Answer answer = loss("NS", "--centres", file("nothing"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("nothing.npy").contains("no such file");
    }

    @Test
    void namesTheFileThatCannotBeWrittenAndWhy() {
        CommandShell.Answer answer = arrays.shell()
                .run(
                        "loss",
                        "NS",
                        "--embeddings",
                        file("e"),
                        "--labels",
                        file("y"),
                        "--centres",
                        file("w"),
                        "--out",
                        file("e"));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .startsWith("error: cannot write " + Path.of(file("e"), "embeddings-gradient.npy") + ": " + file("e")
                        + ": file already exists");
    }

    @Test
    void listsEveryLossWithItsPaper() throws Exception {
        CommandShell.Answer answer = arrays.shell().run("losses", "--json");

        assertThat(answer.code()).isZero();
        JsonObject arcface = answer.json().getAsJsonArray().asList().stream()
                .map(element -> element.getAsJsonObject())
                .filter(loss -> loss.get("label").getAsString().equals("ArcFace(0.5)"))
                .findFirst()
                .orElseThrow();
        assertThat(arcface.get("source").getAsString()).contains("1801.07698");
        assertThat(arcface.getAsJsonObject("parameters").get("m").getAsDouble()).isEqualTo(0.5);
        assertThat(Files.exists(folder.resolve("store.mv.db"))).isFalse();
    }
}
