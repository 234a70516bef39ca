package marginlab.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import marginlab.pipeline.Pipeline;
import marginlab.pipeline.Place;
import marginlab.run.Cluster;
import marginlab.run.LineProgress;
import marginlab.run.Progress;
import marginlab.run.TerminalProgress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a verb works with: the flags that all have, its output, and the places of things. */
final class Context {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "one JSON document on standard output, nothing else there")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this and ends")
    private boolean help;

    boolean json() {
        return json;
    }

    boolean colour() {
        return globals().colour();
    }

    Globals globals() {
        return root().globals();
    }

    /** What trials can be started on beside this machine, by name. */
    Map<String, Cluster> clusters() {
        return root().clusters();
    }

    /** The class that the program was started with. */
    Class<?> program() {
        return root().program();
    }

    private Root root() {
        return (Root) command.root().userObject();
    }

    /** The command line as it was given. */
    List<String> arguments() {
        return command.root().commandLine().getParseResult().originalArgs();
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** A line for the person, on standard error; nothing with {@code --quiet}. */
    void say(String line) {
        if (!globals().quiet()) {
            command.commandLine().getErr().println(line);
        }
    }

    Place place() {
        return new Place(globals().store(), globals().runs(), globals().datasets());
    }

    Pipeline pipeline() {
        return new Pipeline(place());
    }

    /** Whether a person sees lines change. */
    boolean onTerminal() {
        return System.console() != null
                && System.getenv("TERM") != null
                && !globals().quiet();
    }

    /** Bars where there is a terminal, otherwise a line an event. */
    Progress progress() {
        if (globals().quiet()) {
            return Progress.none();
        }
        return onTerminal() ? new TerminalProgress(System.err, globals().colour()) : new LineProgress(System.err);
    }
}
