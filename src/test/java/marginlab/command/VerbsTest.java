package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What all verbs have in common. */
class VerbsTest {
    static Stream<String> verbs() {
        List<String> verbs = new ArrayList<>();
        collect("", Verbs.line(Main.class, Map.of()), verbs);
        return verbs.stream();
    }

    private static void collect(String before, CommandLine line, List<String> verbs) {
        line.getSubcommands().forEach((name, verb) -> {
            if (!name.equals("help")) {
                verbs.add(before + name);
                collect(before + name + " ", verb, verbs);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void explainsItselfWithAnExample(String verb) {
        CommandShell.Answer answer = CommandShell.plain((verb + " --help").split(" "));

        assertThat(answer.code()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("Usage: marginlab " + verb).contains("Example:  " + verb.split(" ")[0]);
        assertThat(answer.out().lines().takeWhile(line -> !line.startsWith("Example:")))
                .as("examples stand below the word")
                .noneMatch(line -> line.startsWith(" ".repeat("Example:  ".length()) + verb + " "));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void fitsItsHelpInto80ColumnsAndEndsItWithExamplesUnderOneHeading(String verb) {
        List<String> help =
                CommandShell.plain((verb + " --help").split(" ")).out().lines().toList();
        int heading = help.indexOf(help.stream()
                .filter(line -> line.startsWith("Example:  "))
                .findFirst()
                .orElseThrow());

        assertThat(help.subList(0, heading)).allMatch(line -> line.length() <= 80);
        assertThat(help.get(heading - 1)).isBlank();
        assertThat(help.subList(heading + 1, help.size())).allMatch(line -> line.startsWith("          "));
        assertThat(help).anyMatch(line -> line.contains("(default: datasets.yaml)"));
    }

    @Test
    void keepsExamplesInOneLine() {
        assertThat(CommandShell.plain("score", "ten-fold", "--help").out())
                .contains("--rules 'ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)'");
        assertThat(CommandShell.plain("check", "--help").out())
                .contains("--baseline reports/baselines/quickstart.json --junit gate.xml");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void answersAnUnknownFlagInOneLineWithCode2(String verb) {
        CommandShell.Answer answer = CommandShell.plain((verb + " --no-such-flag").split(" "));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("marginlab " + verb + " --help");
    }

    @Test
    void hasTheVerbsThatScriptsRelyOn() {
        assertThat(verbs())
                .contains(
                        "plan",
                        "run",
                        "report",
                        "check",
                        "baseline",
                        "ls",
                        "show",
                        "compare",
                        "serve",
                        "losses",
                        "loss",
                        "score",
                        "score ten-fold",
                        "score ytf",
                        "score ijb-11",
                        "score ijb-1n",
                        "score megaface",
                        "score trillion-pairs",
                        "score iqiyi-vid",
                        "score angles",
                        "score stored",
                        "embed",
                        "tag",
                        "note",
                        "rebuild",
                        "merge",
                        "gc",
                        "data",
                        "data ls",
                        "data check",
                        "data generate",
                        "data pack",
                        "data unpack",
                        "data align",
                        "bench",
                        "doctor");
    }

    @Test
    void namesTheVerbThatWasProbablyMeant() {
        CommandShell.Answer answer = CommandShell.plain("doktor");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("'doktor'").contains("Did you mean 'doctor'? See 'marginlab --help'");
    }

    @Test
    void takesFlagsOfAllVerbsBeforeTheVerb(@TempDir Path folder) {
        CommandShell.Answer answer =
                CommandShell.plain("--quiet", "--store", folder.resolve("store").toString(), "ls", "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.out().strip()).isEqualTo("[]");
    }

    @Test
    void listsEveryVerbInItsHelp() {
        for (String[] asked : List.of(new String[] {}, new String[] {"--help"}, new String[] {"help"})) {
            assertThat(CommandShell.plain(asked).out()).contains("  run ", "  ls ", "  doctor ");
        }
        assertThat(CommandShell.plain("help", "ls").out()).contains("Usage: marginlab ls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "score"})
    void wantsTheSecondHalfOfAVerb(String group) {
        CommandShell.Answer answer = CommandShell.plain(group);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("'" + group + "' wants one of");
    }
}
