package marginlab.command;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Clock;
import marginlab.run.Archive;
import marginlab.run.RunsLock;
import marginlab.store.Role;
import marginlab.store.Store;

/** Opens run folders and store together, to change them. */
final class Archives {
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
            Output.json(context.out(), document);
        } else {
            context.out().println(taken.runs() + " runs taken in, " + taken.skipped() + " skipped");
            context.out().flush();
        }
    }
}
