package marginlab.command.data;

import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.dataset.catalog.DatasetListing;
import marginlab.problem.UnfinishedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code data fetch NAME}: the public files of a dataset. */
@Command(
        name = "fetch",
        description =
                "Downloads the public files of a dataset, checks them against the published checksums and unpacks them. Resumes an interrupted download. For a dataset without a public address it says where to apply.",
        footer = {"", "Example:  data fetch lfw-funneled"})
public final class DataFetchCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog")
    private String name;

    @Override
    public Integer call() {
        Catalog catalog = context.pipeline().catalog();
        try (ProgressMeter meter = new ProgressMeter(context)) {
            catalog.fetch(name, meter);
        } catch (UnfinishedException unfinished) {
            tell(catalog);
            throw unfinished;
        }
        tell(catalog);
        return 0;
    }

    private void tell(Catalog catalog) {
        DatasetListing now = new DatasetInspector(catalog).look(name);
        if (context.json()) {
            CommandOutput.json(context.out(), DatasetJson.of(now));
        } else {
            context.tell(name + " is " + now.state().label() + ": " + now.path());
            context.out().flush();
        }
    }
}
