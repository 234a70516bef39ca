package marginlab.command.runs;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.run.RunArchive;
import marginlab.run.RunsLock;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.RunDisagreement;

/** Opens run folders and store together, to change them. */
public final class ArchiveOpener {
    private static final int SHOWN = 6;

    private ArchiveOpener() {}

    /** Something that is done with both. */
    public interface ArchiveWork<T> {
        T apply(RunArchive archive, Store store) throws IOException;
    }

    /** Does it as the one owner of the run folders and of the store. */
    public static <T> T with(CommandContext context, ArchiveWork<T> work) throws IOException {
        RunsLock lock = RunsLock.take(context.place().runs());
        try (Store store = Store.open(context.place().store(), StoreMode.OWNER)) {
            RunArchive archive = new RunArchive(context.place().runs(), store, Clock.systemUTC(), context.progress());
            return work.apply(archive, store);
        } finally {
            lock.close();
        }
    }

    /** To set tags and notes: a sweep that owns the store takes them in, and goes on. */
    static <T> T toRemark(CommandContext context, ArchiveWork<T> work) throws IOException {
        if (!Store.hasOwner(context.place().store())) {
            return with(context, work);
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            return work.apply(
                    new RunArchive(context.place().runs(), store, Clock.systemUTC(), context.progress()), store);
        }
    }

    /** Says what was taken in. */
    static void print(CommandContext context, RunArchive.ImportedRuns taken) {
        if (context.json()) {
            CommandOutput.json(
                    context.out(),
                    new Document(
                            taken.runs(),
                            taken.skipped(),
                            taken.disputed().isEmpty() ? Optional.empty() : Optional.of(taken.disputed())));
        } else {
            taken.disputed().forEach((id, disagreement) -> {
                context.tell("two machines disagree on " + id + ", in " + disagreement.with() + ":");
                List<RunDisagreement.FigureDifference> differences = disagreement.differences();
                differences.stream().limit(SHOWN).forEach(difference -> context.tell("  " + difference.text()));
                if (differences.size() > SHOWN) {
                    context.tell(
                            "  and " + (differences.size() - SHOWN) + " more, in its folder's " + RunDisagreement.FILE);
                }
            });
            context.tell(taken.runs() + " runs imported, " + taken.skipped() + " skipped");
            context.out().flush();
        }
    }

    /** What {@code --json} prints. */
    private record Document(int runs, int skipped, Optional<Map<String, RunDisagreement>> disagreements) {}
}
