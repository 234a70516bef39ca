package marginlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import marginlab.command.Verbs;
import marginlab.problem.ProblemException;
import marginlab.run.code.OwnCode;
import marginlab.run.launch.Cluster;
import marginlab.run.worker.Provenance;
import marginlab.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;

/** The program: hands its arguments to the verbs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        run(Main.class, arguments, Map.of());
    }

    /**
     * Runs a verb and ends the process. A sweep is run by a copy of the classes, which no build changes under it.
     *
     * @param main the class whose main method this is called from
     * @param clusters what {@code run} can start trials on
     */
    static void run(Class<?> main, String[] arguments, Map<String, Cluster> clusters) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = Verbs.line(main, clusters, arguments);
        if (!OwnCode.isIn(main) && Verbs.isSweep(arguments)) {
            IExecutionStrategy plain = line.getExecutionStrategy();
            line.setExecutionStrategy(parsed -> Verbs.copyOfSweep(parsed)
                    .map(runs -> fromCopy(runs, main, line, arguments))
                    .orElseGet(() -> plain.execute(parsed)));
        } else {
            Store.prepare();
        }
        int code = line.execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    /** Does not come back but for an error: the copy ends the process itself. */
    private static int fromCopy(Path runs, Class<?> main, CommandLine line, String[] arguments) {
        try {
            OwnCode.run(runs, main, Provenance.commit(), arguments);
            return 0;
        } catch (IOException e) {
            throw new CommandLine.ExecutionException(line, e.getMessage(), new UncheckedIOException(e));
        } catch (ProblemException e) {
            throw new CommandLine.ExecutionException(line, e.getMessage(), e);
        }
    }
}
