package marginlab.command.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.FailureHandler;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.catalog.DatasetCheck;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code data check NAME}: whether a dataset is whole. Where nothing was found but a sample was decoded, or no figure is
 * published, {@code whole} is null in JSON: it is not known.
 */
@Command(
        name = "check",
        description =
                "Counts a dataset, compares it with what was published, decodes a sample (--all: every image), and"
                        + " says what is wrong."
                        + " Ends with code 2 where something is.",
        footer = {"", "Example:  data check lfw --all"})
public final class DataCheckCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog")
    private String name;

    @Option(names = "--all", description = "decodes every image; only then a set is called whole")
    private boolean all;

    @Override
    public Integer call() {
        DatasetCheck report;
        try (ProgressMeter gauge = new ProgressMeter(context)) {
            report = new DatasetInspector(context.pipeline().catalog()).check(name, all, gauge);
        }
        if (context.json()) {
            CommandOutput.json(context.out(), document(report));
        } else {
            print(report);
        }
        return report.problems().isEmpty() ? 0 : FailureHandler.PROBLEMS;
    }

    private void print(DatasetCheck report) {
        context.out().println(report.name() + ": " + verdict(report));
        context.out().println("identities   " + DatasetJson.cell(report.counts().identities()));
        context.out().println("images       " + DatasetJson.cell(report.counts().images()));
        context.out().println("pairs        " + DatasetJson.cell(report.counts().pairs()));
        context.out().println("decoded      " + report.decoded());
        context.out().println("fingerprint  " + report.fingerprint());
        report.passedOver().forEach(some -> context.out().println("passed over  " + some.text()));
        report.problems().forEach(context.out()::println);
        context.out().flush();
    }

    private static String verdict(DatasetCheck report) {
        if (report.isWhole()) {
            return "whole";
        }
        if (report.problems().isEmpty() && !report.isSample()) {
            return "all " + report.decoded() + " images decode; nothing published to compare with";
        }
        if (report.problems().isEmpty()) {
            return report.decoded() + " of " + report.counts().images().orElseThrow()
                    + " images decoded, no problem found; --all decodes all";
        }
        return CommandOutput.counted(report.problems().size(), "problem", "problems");
    }

    private static JsonObject document(DatasetCheck report) {
        JsonArray problems = new JsonArray();
        for (Problem problem : report.problems()) {
            JsonObject one = new JsonObject();
            one.addProperty("place", problem.place());
            one.addProperty("found", problem.found());
            one.addProperty("expected", problem.expected());
            one.addProperty("hint", problem.hint());
            problems.add(one);
        }
        JsonObject document = new JsonObject();
        document.addProperty("name", report.name());
        document.addProperty(
                "whole", report.problems().isEmpty() && !report.isWhole() ? null : Boolean.valueOf(report.isWhole()));
        DatasetJson.counts(document, report.counts());
        document.addProperty("decoded", report.decoded());
        document.addProperty("fingerprint", report.fingerprint());
        JsonArray passedOver = new JsonArray();
        for (SkippedEntries some : report.passedOver()) {
            JsonObject one = new JsonObject();
            one.addProperty("kind", some.kind().label());
            one.addProperty("count", some.count());
            JsonArray first = new JsonArray();
            some.first().forEach(first::add);
            one.add("first", first);
            passedOver.add(one);
        }
        document.add("passed-over", passedOver);
        document.add("problems", problems);
        return document;
    }
}
