package marginlab.command.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunArchive;
import marginlab.store.Store;
import marginlab.store.query.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tag ID TAG...}: words that a run is found by. */
@Command(
        name = "tag",
        description = "Adds tags to a run, or with --where to all runs that match; 'gc' keeps tagged runs."
                + " Without a tag, lists those of the run.",
        footer = {
            "",
            "Example:  tag 4f3a paper best",
            "          tag --where 'experiment=quickstart and plain>90%' good"
        })
public final class TagCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(
            arity = "0..*",
            paramLabel = "[ID] TAG",
            description = "the id of a run, or a prefix of it, unless there is --where; then words")
    private List<String> words = List.of();

    @Option(names = "--remove", description = "takes the tags away instead")
    private boolean remove;

    @Mixin
    private ChoiceOptions choice;

    @Override
    public Integer call() throws Exception {
        if (!choice.isGiven() && words.isEmpty()) {
            throw new ProblemException(new Problem("tag", "no run", "the id of a run, or --where"));
        }
        List<String> tags = choice.isGiven() ? words : words.subList(1, words.size());
        if (tags.stream().anyMatch(String::isBlank)) {
            throw new ProblemException(new Problem("TAG", "an empty tag", "a word"));
        }
        List<RunRemarks> remarks = ArchiveOpener.toRemark(context, (archive, store) -> {
            List<String> ids = choice.isGiven()
                    ? choice.chosen(store).stream().map(RunRecord::id).toList()
                    : List.of(store.find(words.get(0)).trial().id());
            List<RunRemarks> all = new ArrayList<>();
            for (String id : ids) {
                all.add(change(id, tags, archive, store));
            }
            return all;
        });
        if (choice.isGiven() && context.json()) {
            CommandOutput.json(context.out(), remarks);
        } else {
            remarks.forEach(one -> one.print(context));
        }
        return 0;
    }

    private RunRemarks change(String id, List<String> tags, RunArchive archive, Store store) throws IOException {
        RunRemarks before = RunRemarks.of(store, id);
        if (tags.isEmpty()) {
            return before;
        }
        TreeSet<String> now = new TreeSet<>(before.tags());
        if (remove) {
            now.removeAll(tags);
        } else {
            now.addAll(tags);
        }
        archive.annotate(id, now, before.note());
        return new RunRemarks(id, List.copyOf(now), before.note());
    }
}
