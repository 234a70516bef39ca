package marginlab.loss.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.file.yaml.Yaml;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefinitionReaderTest {
    private static LossDefinitions read(String yaml, Problems problems) {
        return DefinitionReader.read(Yaml.parse(yaml, "a.yaml", problems), List.of("ArcFace", "NS"));
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        read(yaml, problems);
        return problems.list().stream().map(Problem::toString).toList();
    }

    private static LossDefinitions read(String yaml) {
        Problems problems = new Problems();
        LossDefinitions read = read(yaml, problems);
        problems.raise();
        return read;
    }

    @Test
    void readsWhatItWrites() {
        LossDefinitions all = read("""
                Linear(m): {target: "1-2*(theta+m)/pi"}
                Hard(m, t): {target: cos(theta + m), negative: "if(cos > target, t*cos + t - 1, cos)"}
                Norms(m):
                  target: cos(theta + m * (1 + z))
                  let: {z: "clip((norm - mean(norm)) / (std(norm) + a), -1, 1)"}
                  let!: {a: 0.001 + 0 * norm}
                Pull-In: {penalty: "theta / pi"}
                """);

        assertThat(all.texts())
                .containsEntry("Linear", "Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}")
                .containsEntry(
                        "Hard",
                        "Hard(m, t): {target: \"cos(theta + m)\", negative: \"if(cos > target, t * cos + t - 1, cos)\"}")
                .containsEntry(
                        "Norms",
                        "Norms(m): {target: \"cos(theta + m * (1 + z))\", let: {z: \"clip((norm - mean(norm)) / (std(norm)"
                                + " + a), -1, 1)\"}, let!: {a: \"0.001 + 0 * norm\"}}")
                .containsEntry("Pull-In", "Pull-In: {penalty: \"theta / pi\"}");
        assertThat(LossDefinitions.of(all.texts())).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ArcFace(m): {target: cos - m}|a.yaml:1:1: found the text 'ArcFace(m)'; expected a name that no loss has."
                        + " ArcFace is built in, or a loss of a jar",
                "F(m): {target: cos}|a.yaml:1:1: found the text 'F(m)'; expected parameters that a formula uses. m stands"
                        + " in none",
                "F: {target: cos, let: {z: norm}}|a.yaml:1:24: found the text 'z'; expected values that a formula uses. z"
                        + " stands in none",
                "F: {target: z, let: {z: y, y: x, x: z}}|a.yaml:1:34: found the text 'x'; expected values that do not name"
                        + " each other in a circle. x needs z needs y needs x",
                "F: {target: z, let: {z: z + 1}}|a.yaml:1:25: found z; expected another name. A value cannot name itself",
                "F(theta): {target: cos}|a.yaml:1:1: found the text 'F(theta)'; expected a name that formulas do not have."
                        + " theta is one of theirs",
                "F(m, m): {target: cos - m}|a.yaml:1:1: found the text 'F(m, m)'; expected each name once. m appears twice",
                "F(): {target: cos}|a.yaml:1:1: found the text 'F()'; expected parameters between the brackets, or no"
                        + " brackets",
                "F: {targt: cos}|a.yaml:1:5: found the text 'targt'; expected a part of a definition. Did you mean"
                        + " 'target'?",
                "F: {let: {}}|a.yaml:1:4: found a map; expected a target, a negative or a penalty",
                "F: cos|a.yaml:1:4: found the text 'cos'; expected a map such as {target: \"cos(theta + m)\"}",
                "F: {target: [cos]}|a.yaml:1:13: found a list; expected a formula such as \"cos(theta + m)\"",
                "F: {target: target}|a.yaml:1:13: found target; expected another name. It is known in negative; here give"
                        + " its formula, by let if need be",
                "F: {negative: cos - mean(cos)}|a.yaml:1:15: found the text 'cos - mean(cos)'; expected a mean or std of"
                        + " targetcos, norm or a value of let: they go over the batch, not over its classes. In negative,"
                        + " cos and theta are of the other class",
                "F: {negative: target - 1}|a.yaml:1:15: found the text 'target - 1'; expected a formula of cos or theta of"
                        + " the other class. All classes would have one logit",
                "F: {target: cos(tehta)}|a.yaml:1:17: found tehta; expected a name that is known here. Did you mean"
                        + " 'theta'?",
                "F: {target: \"cos(tehta)\"}|a.yaml:1:18: found tehta; expected a name that is known here. Did you mean"
                        + " 'theta'?",
                "3: {target: cos}|a.yaml:1:1: found the number 3; expected the name of a loss with its parameters, such as"
                        + " Linear(m)"
            })
    void problemsHaveTheirPlace(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly(problem);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(problems("""
                        NS: {target: cos}
                        F(m, q): {target: cos(theta + m), penalty: w}
                        G(m): {target: sin(}
                        G(k): {target: cos - k}
                        """))
                .hasSize(4)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("a.yaml:1:1"),
                        p -> assertThat(p).startsWith("a.yaml:2:44").contains("found w"),
                        p -> assertThat(p).startsWith("a.yaml:3:20").contains("found the end"),
                        p -> assertThat(p).startsWith("a.yaml:4:1").contains("G first appears at a.yaml:3:1"));
    }

    @Test
    void tellsAllProblemsOfOneDefinitionAtOnce() {
        assertThat(problems("F: {target: cos(tehta + a), negative: cos - mean(cos), let: {a: b, b: a}}"))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("a.yaml:1:17: found tehta"),
                        p -> assertThat(p).startsWith("a.yaml:1:39").contains("over the batch"),
                        p -> assertThat(p).startsWith("a.yaml:1:62").contains("a needs b needs a"));
    }

    @Test
    void namesWithCommasWantQuotesInBraces() {
        assertThatThrownBy(() -> read("{Hard(m, t): {target: cos - m * t}}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Put a name with commas in quotes");
        assertThat(read("{\"Hard(m, t)\": {target: cos - m * t}}").named("Hard"))
                .isPresent();
    }

    @Test
    void aDefinitionWithProblemsStandsForItself() {
        Problems problems = new Problems();

        LossDefinitions read = read("F(m): {target: cos(tehta + m)}", problems);

        assertThat(read.named("F").orElseThrow().parameters()).containsExactly("m");
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void storedTextThatIsNoneIsAnError() {
        assertThatThrownBy(() -> LossDefinitions.of(Map.of("F", "F(m): {target: cos(tehta + m)}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tehta");
        assertThatThrownBy(() -> LossDefinitions.of(Map.of("F", "G: {target: cos}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no definition of F");
        assertThatThrownBy(() -> LossDefinitions.of(Map.of("F", "[".repeat(10_000))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Values that each double another: read and computed once each, not 2^20 times. */
    @Test
    void valuesThatDoubleEachOtherEndSoon() {
        StringBuilder yaml = new StringBuilder("F: {target: cos - x19, let!: {x0: theta");
        for (int i = 1; i < 20; i++) {
            yaml.append(", x").append(i).append(": x" + (i - 1) + " * 0.5 + x" + (i - 1) + " * 0.5");
        }
        LossDefinition definition = read(yaml + "}}").named("F").orElseThrow();

        TargetBatch batch = new TargetBatch(definition, List.of(), 2, name -> new double[] {0.25, 0.5});

        assertThat(batch.values(definition.targetLogit())).containsExactly(0, 0);
        assertThat(batch.slope(definition.targetLogit(), TargetBatch.THETA)).containsExactly(-1, -1);
    }

    @Test
    void tooMuchIsAProblem() {
        StringBuilder lets = new StringBuilder("F: {target: cos, let: {");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            lets.append("z" + i + ": norm, ");
            many.append("F" + i + ": {target: cos}\n");
        }
        assertThat(problems(lets + "}}")).singleElement().asString().contains("at most 20 values of let");
        assertThat(problems(many.toString())).singleElement().asString().contains("at most 100 definitions");
        assertThat(problems("F(" + "a,".repeat(20) + "b): {target: cos}")).isNotEmpty();
        assertThat(problems("\"" + "F".repeat(1000) + "\": {target: cos}")).hasSize(1);
        assertThat(problems("F: {target: \"" + "(".repeat(100_000) + "\"}"))
                .singleElement()
                .asString()
                .contains("a formula of 100000 characters")
                .hasSizeLessThan(300);
    }

    @Test
    void brokenTextNeverBreaksIt() {
        SplittableRandom random = new SplittableRandom(17);
        String sound = "F(m): {target: \"if(cos > 0, cos(theta + m * z), cos)\", negative: \"cos + target\","
                + " penalty: \"z\", let: {z: \"norm / mean(norm)\"}}";
        for (int i = 0; i < 3000; i++) {
            StringBuilder broken = new StringBuilder(sound);
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                int at = random.nextInt(broken.length());
                if (random.nextBoolean()) {
                    broken.deleteCharAt(at);
                } else {
                    broken.insert(at, "(){}\"':,zm<\u03b8!&*".charAt(random.nextInt(15)));
                }
            }
            try {
                problems(broken.toString());
            } catch (ProblemException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }
}
