package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.ImportedFile;
import marginlab.run.ImportedResults;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.ImportedFigure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import FILE --into NAME}: figures of others beside those of an experiment. */
@Command(
        name = "import",
        description = "Enters figures of somebody else's training, with their source, to be shown under the table of an"
                + " experiment as not ours. They are never ranked, tested or gated. FILE is a CSV with a heading or a JSON"
                + " list: method, set, figure, source, and where known seed and metric.",
        footer = {
            "",
            "Example:  import others.csv --into arcface-table2",
            "          import --into arcface-table2 --clear"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "a CSV or JSON of figures")
    private Path file;

    @Option(names = "--into", required = true, paramLabel = "FILE-or-NAME", description = "the experiment")
    private String experiment;

    @Option(names = "--clear", description = "removes everything imported for the experiment")
    private boolean clear;

    @Override
    public Integer call() throws Exception {
        if (file == null && !clear) {
            throw new ProblemException(new Problem("import", "no file", "FILE, or --clear"));
        }
        List<ImportedFigure> read = file == null ? List.of() : ImportedFile.read(file);
        String name = name();
        ImportedResults imported = new ImportedResults(context.place().runs());
        if (clear) {
            imported.clear(name);
        }
        int all = read.isEmpty() ? 0 : imported.add(name, read).size();
        if (context.json()) {
            CommandOutput.json(context.out(), new ImportDocument(name, read.size(), all));
        } else {
            context.tell(CommandOutput.counted(read.size(), "figure", "figures") + " entered for " + name
                    + ", which now has " + all + " from others; 'report " + name + "' shows them");
            context.out().flush();
        }
        return 0;
    }

    private String name() throws IOException {
        if (Files.exists(Path.of(experiment))) {
            return ExperimentReader.read(Path.of(experiment), List.of()).name();
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            List<String> known = store.experiments();
            if (!known.contains(experiment)) {
                throw new ProblemException(new Problem(
                        experiment,
                        "neither a file nor an experiment of the store",
                        "an experiment's file or name",
                        ClosestName.hint(experiment, known)));
            }
            return experiment;
        }
    }

    /** What {@code --json} prints. */
    private record ImportDocument(String experiment, int entered, int all) {}
}
