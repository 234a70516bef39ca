package marginlab.command;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import marginlab.run.Archive;
import marginlab.run.RunsLock;
import marginlab.store.Disagreement;
import marginlab.store.Role;
import marginlab.store.Store;

/** Opens run folders and store together, to change them. */
final class Archives {
    private static final int SHOWN = 6;

    private Archives() {}

    /** Something that is done with both. */
    interface Work<T> {
        T apply(Archive archive, Store store) throws IOException;
    }

    /** Does it as the one owner of the run folders and of the store. */
    static <T> T with(Context context, Work<T> work) throws IOException {
        RunsLock lock = RunsLock.take(context.place().runs());
        try (Store store = Store.open(context.place().store(), Role.OWNER)) {
            Archive archive = new Archive(context.place().runs(), store, Clock.systemUTC(), context.progress());
            return work.apply(archive, store);
        } finally {
            lock.close();
        }
    }

    /** Says what was taken in. */
    static void print(Context context, Archive.Taken taken) {
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("runs", taken.runs());
            document.addProperty("skipped", taken.skipped());
            if (!taken.disputed().isEmpty()) {
                document.add("disagreements", new Gson().toJsonTree(taken.disputed()));
            }
            Output.json(context.out(), document);
        } else {
            taken.disputed().forEach((id, disagreement) -> {
                context.out().println("two machines disagree on " + id + ", in " + disagreement.with() + ":");
                List<Disagreement.Difference> differences = disagreement.differences();
                differences.stream()
                        .limit(SHOWN)
                        .forEach(difference -> context.out().println("  " + difference.text()));
                if (differences.size() > SHOWN) {
                    context.out()
                            .println("  and " + (differences.size() - SHOWN) + " more, in its folder's "
                                    + Disagreement.FILE);
                }
            });
            context.out().println(taken.runs() + " runs taken in, " + taken.skipped() + " skipped");
            context.out().flush();
        }
    }
}
