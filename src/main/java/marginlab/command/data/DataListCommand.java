package marginlab.command.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.dataset.catalog.DatasetListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code data ls}: every dataset of the catalog. */
@Command(
        name = "ls",
        description = "Lists every dataset of the catalog: which ones are there, and where the others are expected.",
        footer = {"", "Example:  data ls --json"})
public final class DataListCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Override
    public Integer call() {
        List<DatasetListing> listings = new DatasetInspector(context.pipeline().catalog()).list();
        if (context.json()) {
            CommandOutput.json(
                    context.out(), listings.stream().map(DatasetJson::of).toList());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        for (DatasetListing listing : listings) {
            rows.add(List.of(
                    listing.name(),
                    listing.role().label(),
                    listing.format().label(),
                    DatasetJson.cell(listing.counts().identities()),
                    DatasetJson.cell(listing.counts().images()),
                    DatasetJson.cell(listing.counts().pairs()),
                    listing.state().label(),
                    listing.path()));
        }
        context.table(List.of("NAME", "ROLE", "FORMAT", "IDENTITIES", "IMAGES", "PAIRS", "STATE", "PATH"), rows);
        context.tell(
                "'data check NAME' says how to get one that is missing, and what is wrong with one that is there.");
        context.out().flush();
        return 0;
    }
}
