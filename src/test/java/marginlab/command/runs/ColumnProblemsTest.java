package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} says of sets that cannot be columns. */
class ColumnProblemsTest {
    @Test
    void saysWhatKeepsASetFromBeingAColumn(@TempDir Path folder) throws IOException {
        PublishedSets.write(folder);
        PublishedSets.writeExperiment(folder, "lfw");
        CommandShell shell = new CommandShell(folder);
        Map<String, String> wrong = Map.of(
                "vague", "format templates, which fits several protocols; expected",
                "{name: ijb-c, figure: 'tar@fra=1e-4'}", "found the figure 'tar@fra=1e-4'; expected one of ijb-11:",
                "{name: ijb-c, protocol: megaface}",
                        "found 'megaface' for 'ijb-c' of format ijb; expected ijb-11, ijb-1n",
                "{name: ijb-c, figurre: rank-1}", "expected name, protocol or figure. Did you mean 'figure'?",
                "{name: lfw, figure: threshold}",
                        "found the figure 'threshold'; expected one of ten-fold: accuracy, auc",
                "nameless", "dataset 'nameless' without 'gallery' in its row",
                "people", "which has role train in ");
        wrong.forEach((verify, message) -> {
            CommandShell.Answer answer =
                    shell.run("plan", folder.resolve("columns.yaml").toString(), "--set", "verify=[" + verify + "]");
            assertThat(answer.code()).as(verify).isEqualTo(2);
            assertThat(answer.err()).as(verify).contains(message);
        });
    }
}
