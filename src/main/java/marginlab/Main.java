package marginlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import marginlab.command.Verbs;
import marginlab.problem.ProblemException;
import marginlab.run.code.OwnCode;
import marginlab.run.launch.Cluster;
import marginlab.run.launch.Utf8Restart;
import marginlab.run.worker.Provenance;
import marginlab.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;

/** The program: hands its arguments to the verbs. */
public final class Main {
    private static final int BROKEN = 1;

    private Main() {}

    public static void main(String[] arguments) {
        run(Main.class, arguments, Map.of());
    }

    /**
     * Runs a verb and ends the process. What may outlast the next build is run by a copy of the classes, which no build
     * changes under it.
     *
     * @param main the class whose main method this is called from
     * @param clusters what {@code run} can start trials on
     */
    static void run(Class<?> main, String[] arguments, Map<String, Cluster> clusters) {
        Utf8Restart.whereNeeded();
        System.setProperty("java.awt.headless", "true");
        CommandLine line = Verbs.line(main, clusters, arguments);
        if (!OwnCode.isIn(main) && Verbs.mayOutlastABuild(arguments)) {
            IExecutionStrategy plain = line.getExecutionStrategy();
            line.setExecutionStrategy(parsed -> {
                if (Verbs.needsTheseClasses(parsed)) {
                    fromCopy(parsed, main, arguments);
                }
                return plain.execute(parsed);
            });
        } else {
            Store.prepare();
        }
        end(line, arguments);
    }

    /** Whatever happens, the process ends: a thread of a library may live on where a verb broke off. */
    private static void end(CommandLine line, String... arguments) {
        int code = BROKEN;
        try {
            code = line.execute(arguments);
            System.out.flush();
        } catch (RuntimeException | Error e) {
            // As where the classes themselves are gone.
            System.err.println("error: " + e);
        } finally {
            System.exit(code);
        }
    }

    /**
     * Does not come back but for an error: the copy ends the process itself. A sweep does not begin without one, for its workers
     * start later; another verb makes do.
     */
    private static void fromCopy(CommandLine.ParseResult parsed, Class<?> main, String... arguments) {
        try {
            if (Verbs.isSweep(parsed)) {
                OwnCode.run(Verbs.runs(parsed), main, Provenance.commit(), arguments);
            } else {
                OwnCode.runCached(main, Provenance.commit(), arguments);
            }
        } catch (IOException e) {
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), e.getMessage(), new UncheckedIOException(e));
        } catch (ProblemException e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
    }
}
