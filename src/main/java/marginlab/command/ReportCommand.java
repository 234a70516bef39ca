package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report FILE}: writes the report of what there is. */
@Command(
        name = "report",
        description = "Writes the page and the tables of what there is so far.",
        footer = {"", "Example:  report experiments/quickstart.yaml --out reports"})
public final class ReportCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Mixin
    private Selection selection;

    @Option(names = "--out", defaultValue = "reports", paramLabel = "DIR", description = "where reports go")
    private Path out;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = context.pipeline();
        Plan plan = selection.plan(pipeline);
        List<Path> files = pipeline.report(plan, selection.command(), out);
        if (context.json()) {
            JsonArray names = new JsonArray();
            files.forEach(file -> names.add(file.toString()));
            JsonObject document = new JsonObject();
            document.add("files", names);
            Output.json(context.out(), document);
        } else {
            files.forEach(context.out()::println);
            context.out().flush();
        }
        return 0;
    }
}
