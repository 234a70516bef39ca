package marginlab.command;

import java.util.concurrent.Callable;
import marginlab.data.Catalog;
import marginlab.data.Inspector;
import marginlab.data.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code data fetch NAME}: the public files of a dataset. */
@Command(
        name = "fetch",
        description = "Downloads the public files of a dataset, checks them against their published checksums and"
                + " unpacks them. Goes on where it was stopped; says where to ask where there is no public address.",
        footer = {"", "Example:  data fetch lfw-funneled"})
public final class DataFetchCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog")
    private String name;

    @Override
    public Integer call() {
        Catalog catalog = context.pipeline().catalog();
        try (Gauge gauge = new Gauge(context)) {
            catalog.fetch(name, gauge);
        }
        Listing now = new Inspector(catalog).look(name);
        if (context.json()) {
            Output.json(context.out(), DataDocument.of(now));
        } else {
            context.out().println(name + " is " + now.state().label() + ": " + now.path());
            context.out().flush();
        }
        return 0;
    }
}
