package marginlab.command.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.HeadlineText;
import marginlab.command.context.ProgressMeter;
import marginlab.command.runs.ArchiveOpener;
import marginlab.command.runs.NetworkOptions;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import marginlab.protocol.ProtocolNeed;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.network.NetworkFromFile;
import marginlab.run.rescore.PairRules;
import marginlab.run.rescore.Rescoring;
import marginlab.run.score.SearchSettings;
import marginlab.store.Store;
import marginlab.store.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score stored}: further rules and further sets for runs that are done. */
@Command(
        name = "stored",
        description =
                "Scores finished runs again without training: by the rules of other projects, from the embeddings that the runs kept, and on further sets, which their networks embed (pairs and videos by ten-fold, others by the protocol of their format). Existing figures stay. A set whose files have changed is refused, with exit code 1 if others were scored.",
        footer = {
            "",
            "Example:  score stored quickstart",
            "          score stored 4f3a --set lfw --rules 'ten-fold(no-flip)' --rules 'ten-fold(pca=100)'",
            "          score stored arcface-table2 --set cplfw",
            "          score stored 4f3a --set ytf --set megaface --set ijb-c",
            "          score stored 4f3a --set my-probes --protocol megaface",
            "          score stored w600k_r50.onnx --pixels -1..1 --set lfw --set cfp-fp"
        })
public final class StoredCommand implements Callable<Integer> {
    private static final String UNKEPT =
            "the figures of a file are shown and not kept: under 'networks' of an experiment they are";

    @Mixin
    private CommandContext context;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "run ids or prefixes of them, experiments, or network files")
    private List<String> names;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description =
                    "a verification or search set, also one that the run was not verified on (default: all sets of each run)")
    private List<String> sets = List.of();

    @Option(
            names = "--rules",
            paramLabel = "LABEL",
            description = "as for ten-fold (default: those of insightface without mirrored images, of FaceX-Zoo,"
                    + " opensphere and Face_Pytorch), or angles: Intra2 and Inter2 of the paper's Table 3")
    private List<String> rules = List.of();

    @Spec
    private CommandSpec command;

    /** A flag for each thing that some protocol needs beside a set, which the catalog may not tell. */
    static void addNeeds(CommandSpec command) {
        command.addOption(OptionSpec.builder("--protocol")
                .type(String.class)
                .paramLabel("NAME")
                .description("for a set whose format fits several: "
                        + Protocols.toBeNamed().collect(Collectors.joining(", ")))
                .build());
        for (ProtocolNeed need : Protocols.needs()) {
            boolean isSet = need.kind() == ProtocolNeed.Kind.SET;
            command.addOption(OptionSpec.builder("--" + need.name())
                    .type(isSet ? String.class : Path.class)
                    .paramLabel(isSet ? "NAME" : "FILE")
                    .description("for " + String.join(", ", Protocols.needing(need.name())) + ": " + need.description()
                            + (isSet ? " (default: as the catalog has it)" : ""))
                    .build());
        }
    }

    private SearchSettings search() {
        Map<String, String> others = new TreeMap<>();
        Map<String, Path> lists = new TreeMap<>();
        for (ProtocolNeed need : Protocols.needs()) {
            Object value = command.findOption("--" + need.name()).getValue();
            if (value instanceof Path list) {
                lists.put(need.name(), list);
            } else if (value != null) {
                others.put(need.name(), value.toString());
            }
        }
        String protocol = command.findOption("--protocol").getValue();
        return new SearchSettings(protocol == null ? "" : protocol, new ProtocolInputs(others, lists));
    }

    @Override
    public Integer call() throws Exception {
        Rescoring.RescoringResult result;
        try (ProgressMeter meter = new ProgressMeter(context)) {
            Map<String, List<ProtocolOutcome>> files = files(meter);
            Rescoring rescoring = new Rescoring(context.place(), network.trusted(), meter);
            result = files.size() == names.size()
                    ? new Rescoring.RescoringResult(files, 0, List.of(UNKEPT), List.of())
                    : ArchiveOpener.with(
                                    context,
                                    (archive, store) -> rescoring.score(
                                            archive, runs(store), sets, PairRules.parse(rules), search()))
                            .with(files, UNKEPT);
        }
        if (context.json()) {
            CommandOutput.json(context.out(), Document.of(result));
        } else {
            print(result);
        }
        if (!result.problems().isEmpty()) {
            throw new UnfinishedException(result.problems(), result.added().size());
        }
        return 0;
    }

    /** What networks of others score, by their files. */
    private Map<String, List<ProtocolOutcome>> files(ProgressMeter gauge) {
        Map<String, List<ProtocolOutcome>> files = new TreeMap<>();
        List<String> labels = PairRules.parse(rules).labels();
        for (String name : names) {
            if (!NetworkOptions.isFile(name)) {
                continue;
            }
            if (sets.isEmpty()) {
                throw new ProblemException(new Problem(
                        name,
                        "the file of a network, which was verified on nothing",
                        "--set with the sets to score it on"));
            }
            List<ProtocolOutcome> outcomes = new ArrayList<>();
            for (String set : sets) {
                context.pipeline().catalog().problem(set, "--set").ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
                outcomes.addAll(
                        new NetworkFromFile(network.of(name), context.place().datasets(), set, gauge)
                                .score(labels, search()));
            }
            files.put(name, outcomes);
        }
        return files;
    }

    private List<Run> runs(Store store) {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (String name :
                names.stream().filter(one -> !NetworkOptions.isFile(one)).toList()) {
            List<String> members = store.members(name);
            List<Run> some = members.isEmpty() ? List.of(store.find(name)) : store.runs(members);
            some.forEach(run -> runs.put(run.trial().id(), run));
        }
        return List.copyOf(runs.values());
    }

    private void print(Rescoring.RescoringResult result) {
        List<List<String>> rows = new ArrayList<>();
        new TreeMap<>(result.added())
                .forEach((id, outcomes) -> outcomes.forEach(outcome ->
                        rows.add(List.of(id, outcome.set(), HeadlineText.headline(outcome), outcome.variant()))));
        context.table(List.of("ID", "SET", "RESULT", "RULES"), rows);
        new TreeMap<>(result.added())
                .forEach((id, outcomes) -> outcomes.stream()
                        .filter(outcome -> !HeadlineText.isAccuracy(outcome))
                        .forEach(outcome -> {
                            context.out().println();
                            context.out().print(id + " on " + outcome.set() + ", ");
                            ScoreOutput.text(context, outcome);
                        }));
        result.notes().forEach(context::tell);
        context.tell(rows.size() + " added, " + result.known() + " there already");
        context.out().flush();
    }

    /** What {@code --json} prints. */
    private record Document(List<ScoreOutput.Document> added, int known, List<String> notes) {
        static Document of(Rescoring.RescoringResult result) {
            List<ScoreOutput.Document> added = new ArrayList<>();
            new TreeMap<>(result.added())
                    .forEach((id, outcomes) ->
                            outcomes.forEach(outcome -> added.add(ScoreOutput.Document.of(id, outcome))));
            return new Document(added, result.known(), result.notes());
        }
    }
}
