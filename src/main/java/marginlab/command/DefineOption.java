package marginlab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.loss.TermKind;
import marginlab.loss.formula.DefinitionReader;
import marginlab.loss.formula.LossDefinitions;
import marginlab.problem.Problems;
import picocli.CommandLine.Option;

/** The flag of verbs that take losses which a file defines by formulas. */
final class DefineOption {
    @Option(
            names = "--define",
            paramLabel = "FILE.yaml",
            description = "an experiment whose losses under 'define' are known too")
    private Path file;

    /** The losses of the file, beside those of jars. */
    LossDefinitions read(LossDefinitions ofJars, Problems problems) {
        List<String> taken = new ArrayList<>(TermKind.titles());
        taken.addAll(ofJars.ofJars().keySet());
        return ofJars.with(
                file == null
                        ? LossDefinitions.NONE
                        : problems.gather(() -> DefinitionReader.read(file, taken, problems))
                                .orElse(LossDefinitions.NONE));
    }

    /** Where the definitions stand. */
    String source() {
        return String.valueOf(file);
    }
}
