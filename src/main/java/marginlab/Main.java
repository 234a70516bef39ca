package marginlab;

import java.util.Map;
import marginlab.command.Verbs;
import marginlab.run.Cluster;
import marginlab.store.Store;

/** The program: hands its arguments to the verbs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        run(arguments, Map.of());
    }

    /** Runs a verb and ends the process; {@code run} can start trials on these clusters. */
    static void run(String[] arguments, Map<String, Cluster> clusters) {
        System.setProperty("java.awt.headless", "true");
        Store.prepare();
        int code = Verbs.line(Main.class, clusters, arguments).execute(arguments);
        System.out.flush();
        System.exit(code);
    }
}
