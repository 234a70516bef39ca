package marginlab.command.data;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.FailureHandler;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.catalog.DatasetCheck;
import marginlab.dataset.catalog.DatasetInspector;
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
                "Counts a dataset, compares it with the published counts, decodes a sample (--all: every image), and lists all problems, with exit code 2 if there are any.",
        footer = {"", "Example:  data check lfw --all"})
public final class DataCheckCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog")
    private String name;

    @Option(names = "--all", description = "decodes every image; otherwise no set is called whole")
    private boolean all;

    @Override
    public Integer call() {
        DatasetCheck report;
        try (ProgressMeter meter = new ProgressMeter(context)) {
            report = new DatasetInspector(context.pipeline().catalog()).check(name, all, meter);
        }
        if (context.json()) {
            CommandOutput.json(context.out(), Document.of(report));
        } else {
            print(report);
        }
        return report.problems().isEmpty() ? 0 : FailureHandler.PROBLEMS;
    }

    private void print(DatasetCheck report) {
        context.tell(report.name() + ": " + verdict(report));
        context.tell("identities   " + DatasetJson.cell(report.counts().identities()));
        context.tell("images       " + DatasetJson.cell(report.counts().images()));
        context.tell("pairs        " + DatasetJson.cell(report.counts().pairs()));
        context.tell("decoded      " + report.decoded());
        context.tell("fingerprint  " + report.fingerprint());
        report.passedOver().forEach(some -> context.tell("passed over  " + some.text()));
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

    /** What {@code --json} prints. */
    private record Document(
            String name,
            Boolean whole,
            Long identities,
            Long images,
            Long pairs,
            int decoded,
            String fingerprint,
            @SerializedName("passed-over") List<PassedOver> passedOver,
            List<Problem> problems) {
        static Document of(DatasetCheck report) {
            boolean isKnown = !report.problems().isEmpty() || report.isWhole();
            return new Document(
                    report.name(),
                    isKnown ? report.isWhole() : null,
                    DatasetJson.number(report.counts().identities()),
                    DatasetJson.number(report.counts().images()),
                    DatasetJson.number(report.counts().pairs()),
                    report.decoded(),
                    report.fingerprint(),
                    report.passedOver().stream()
                            .map(some -> new PassedOver(some.kind().label(), some.count(), some.first()))
                            .toList(),
                    report.problems());
        }
    }

    private record PassedOver(String kind, long count, List<String> first) {}
}
