package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code completion} and {@code man}. */
class CompletionCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "marginlab exp~export",
                "marginlab ls --wh~--where",
                "marginlab data fet~fetch",
                "marginlab rm --y~--yes"
            })
    void completesVerbsAndOptionsInBash(String typed, String completed) throws Exception {
        assumeThat(Path.of("/bin/bash")).as("bash runs the script").exists();
        Path script = Files.writeString(
                folder.resolve("completion"),
                CommandShell.plain("completion", "bash").out());
        String[] words = typed.split(" ");
        String asked = "source " + script + "; COMP_WORDS=(" + typed + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_LINE='" + typed + "'; COMP_POINT=" + typed.length()
                + "; _complete_marginlab; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("/bin/bash", "-c", asked)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip))
                .contains(completed);
    }

    @Test
    void switchesTheCompletionOfZshOnFirst() {
        assertThat(CommandShell.plain("completion", "zsh").out())
                .startsWith("autoload -Uz compinit && compinit\n")
                .contains("bashcompinit");
        assertThat(CommandShell.plain("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void theManualHasEveryVerbAndNoLineThatRoffTakesForACommand() {
        String page = CommandShell.plain("man").out();

        assertThat(page).startsWith(".TH MARGINLAB 1\n");
        for (String verb :
                List.of("run", "ls", "rm", "data fetch", "score ten\\-fold", "network check", "completion")) {
            assertThat(page).contains("\n.SS " + verb + "\n");
        }
        assertThat(page.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi|B|I)\\b.*"));
        assertThat(page.lines())
                .noneMatch(line -> line.startsWith("'"))
                .noneMatch(line -> line.matches(".*[^\\\\]-.*"));
    }
}
