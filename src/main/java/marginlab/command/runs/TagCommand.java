package marginlab.command.runs;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tag ID TAG...}: words that a run is found by. */
@Command(
        name = "tag",
        description = "Adds tags to a run, which 'gc' then keeps. Without a tag, lists those of the run.",
        footer = {"", "Example:  tag 4f3a paper best"})
public final class TagCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "the id of a run, or the start of it")
    private String id;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TAG", description = "words")
    private List<String> tags = List.of();

    @Option(names = "--remove", description = "takes the tags away instead")
    private boolean remove;

    @Override
    public Integer call() throws Exception {
        if (tags.stream().anyMatch(String::isBlank)) {
            throw new ProblemException(new Problem("TAG", "an empty tag", "a word"));
        }
        RunRemarks remarks = ArchiveOpener.with(context, (archive, store) -> {
            String full = store.find(id).trial().id();
            RunRemarks before = RunRemarks.of(store, full);
            if (tags.isEmpty()) {
                return before;
            }
            TreeSet<String> now = new TreeSet<>(before.tags());
            if (remove) {
                now.removeAll(tags);
            } else {
                now.addAll(tags);
            }
            archive.annotate(full, now, before.note());
            return new RunRemarks(full, List.copyOf(now), before.note());
        });
        remarks.print(context);
        return 0;
    }
}
