package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an experiment of somebody else may say under {@code define}: each verb that reads it ends soon and tells the place. */
class HostileDefinitionsTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void openAShell() throws IOException {
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                faces: {role: train, format: synthetic, identities: 8, images: 48, path: drawn}
                pairs: {role: verify, format: bin, path: drawn/plain.bin, generate: synthetic-faces}
                """);
    }

    private CommandShell.Answer plan(String definition, String loss) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                name: own
                train: faces
                verify: pairs
                schedule: {batch: 8}
                define:
                  %s
                losses: ["%s"]
                """.formatted(definition, loss));
        return shell.run("plan", file.toString());
    }

    static Stream<Arguments> hostile() {
        String sum = IntStream.range(0, 300).mapToObj(i -> "cos").collect(Collectors.joining(" + "));
        return Stream.of(
                Arguments.of("deep brackets", "F: {target: \"" + "(".repeat(400) + "cos" + ")".repeat(400) + "\"}"),
                Arguments.of("deep signs", "F: {target: \"" + "-".repeat(900) + "cos\"}"),
                Arguments.of("deep calls", "F: {target: \"" + "sin(".repeat(200) + "cos" + ")".repeat(200) + "\"}"),
                Arguments.of("deep powers", "F: {target: \"" + "cos^".repeat(200) + "2\"}"),
                Arguments.of("many parts", "F: {target: \"" + sum + "\"}"),
                Arguments.of("long text", "F: {target: \"" + "cos + ".repeat(100_000) + "cos\"}"),
                Arguments.of("a long name", "F: {target: \"" + "x".repeat(900) + "\"}"),
                Arguments.of("a long number", "F: {target: \"cos - " + "9".repeat(900) + "\"}"),
                Arguments.of("a huge number", "F: {target: \"cos - 1e999999999\"}"),
                Arguments.of("code", "F: {target: \"java.lang.System.exit(7)\"}"),
                Arguments.of("a template", "F: {target: \"${7*7} + cos\"}"),
                Arguments.of("a control character", "F: {target: \"cos \\u0000 - 1\"}"),
                Arguments.of("another alphabet", "F: {target: \"\\u0441os\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isAProblemWithItsPlace(String what, String definition) throws IOException {
        CommandShell.Answer answer = plan(definition, "F");

        assertThat(answer.code()).as(answer.out()).isEqualTo(2);
        assertThat(answer.err()).contains("own.yaml:6:").hasSizeLessThan(4000);
    }

    /** Each of the cases that a person may get wrong. */
    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            F(m): {target: "cos(tehta + m)"}         | F(1)    | own.yaml:6:23: found tehta; expected a name that is known here. Did you mean 'theta'?
            F(m): {target: "cos(theta, m)"}          | F(1)    | own.yaml:6:
            F(m): {target: "cos(theta + m)"}         | F       | own.yaml:7:10: found F without numbers; expected F(m)
            F(m): {target: "cos(theta + m)"}         | F(1, 2) | own.yaml:7:
            F(m): {negative: "cos - mean(cos) + m"}  | F(1)    | own.yaml:6:
            F(m): {negative: "target - m"}           | F(1)    | own.yaml:6:
            F(m): {target: "cos - m", target: cos}   | F(1)    | own.yaml:6:
            """)
    void saysWhereSomebodyErred(String definition, String loss, String problem) throws IOException {
        CommandShell.Answer answer = plan(definition, loss);

        assertThat(answer.code()).as(answer.out()).isEqualTo(2);
        assertThat(answer.err()).contains(problem);
    }

    @Test
    void warnsWithTheIntervalWhereATargetIsNotFiniteOrRises() throws IOException {
        assertThat(plan("F(m): {target: \"cos(theta + m)\"}", "F(0.5)").out()
                        + plan("F(m): {target: \"cos(theta + m)\"}", "F(0.5)").err())
                .contains("the target of F(0.5) rises from 151.5 to 180 degrees");
        CommandShell.Answer broken = plan("F: {target: \"log(cos)\"}", "F");
        assertThat(broken.code()).isZero();
        assertThat(broken.out() + broken.err()).contains("the target of F is not finite from 90.5 to 180 degrees");
    }
}
