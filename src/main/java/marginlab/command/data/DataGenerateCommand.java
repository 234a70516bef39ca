package marginlab.command.data;

import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.dataset.catalog.DatasetListing;
import marginlab.pipeline.Pipeline;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data generate NAME}: draws a dataset that is marginlab's own, or makes it from another. */
@Command(
        name = "generate",
        description =
                "Generates one of marginlab's own datasets, or derives it from a fetched one, unless it is already there.",
        footer = {
            "",
            "Example:  data generate synthetic-faces",
            "          data fetch lfw-funneled, then data generate lfw-view1"
        })
public final class DataGenerateCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog with 'generate'")
    private String name;

    @Option(names = "--again", description = "generates it again even if it is already there")
    private boolean again;

    @Override
    public Integer call() {
        Pipeline pipeline = context.pipeline();
        if (pipeline.catalog().dataset(name).format() == DatasetFormat.SYNTHETIC) {
            throw new ProblemException(new Problem(
                    name,
                    "a dataset whose images are drawn when they are asked for",
                    "one with 'generate' in the catalog",
                    "'data pack " + name + " --out FILE.rec' writes its images to the disk"));
        }
        if (!pipeline.catalog().dataset(name).isGenerated()) {
            throw new ProblemException(new Problem(
                    name,
                    "a dataset that marginlab does not make",
                    "one with 'generate' in the catalog",
                    listing(pipeline).detail()));
        }
        boolean there = listing(pipeline).state().isThere();
        if (!there || again) {
            pipeline.catalog().generate(name);
        }
        DatasetListing now = listing(pipeline);
        if (context.json()) {
            CommandOutput.json(context.out(), DatasetJson.of(now).generated(!there || again));
        } else {
            context.tell((there && !again ? "already there: " : "generated ") + name + ", "
                    + DatasetJson.cell(now.counts().images()) + " images, " + now.path());
            context.out().flush();
        }
        return 0;
    }

    private DatasetListing listing(Pipeline pipeline) {
        return new DatasetInspector(pipeline.catalog()).look(name);
    }
}
