package marginlab.command.context;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.loss.TermKind;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.plugin.PluginFolder;
import marginlab.pipeline.Pipeline;
import marginlab.progress.DisplayWidth;
import marginlab.progress.Terminal;
import marginlab.report.format.TextColumns;
import marginlab.run.SweepListener;
import marginlab.run.Workspace;
import marginlab.run.code.ProgramFolder;
import marginlab.run.launch.Cluster;
import marginlab.run.progress.LineProgress;
import marginlab.run.progress.TerminalProgress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a verb works with: the flags that all have, its output, and the places of things. */
public final class CommandContext {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "prints one JSON document to standard output, and nothing else")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    /** Read once. */
    private LossDefinitions lossesOfJars;

    public boolean json() {
        return json;
    }

    /** Whether results may have colours: a person sees them, and wants some. */
    public boolean colour() {
        return globals().colour() && Terminal.ofOutput().isPresent();
    }

    /** Columns of the terminal that results go to; 0 for files and pipes. */
    public int width() {
        return Terminal.outputColumns().orElse(0);
    }

    GlobalOptions globals() {
        return root().globals();
    }

    /** What trials can be started on beside this machine, by name. */
    public Map<String, Cluster> clusters() {
        return root().clusters();
    }

    /** The class that the program was started with. */
    public Class<?> program() {
        return root().program();
    }

    private CommandRoot root() {
        return (CommandRoot) command.root().userObject();
    }

    /** The command line as it was given. */
    public List<String> arguments() {
        return command.root().commandLine().getParseResult().originalArgs();
    }

    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** A line for the person, on standard error; nothing with {@code --quiet}. */
    public void say(String line) {
        if (!globals().quiet()) {
            FailureHandler.wrapped(line).forEach(command.commandLine().getErr()::println);
        }
    }

    /** A sentence among the results, broken between words where a terminal shows it. */
    public void tell(String sentence) {
        DisplayWidth.wrapped(sentence, width()).forEach(out()::println);
    }

    /** Rows under a heading, as wide as the terminal where there is one; the last column of a file is as long as it is. */
    public void table(List<String> heading, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(heading));
        lines.addAll(rows);
        out().print(TextColumns.of(lines, heading.size(), 1, width()));
        out().flush();
    }

    public Workspace place() {
        return new Workspace(globals().store(), globals().runs(), globals().datasets());
    }

    public Pipeline pipeline() {
        return new Pipeline(place(), this::lossesOfJars);
    }

    /** The losses of the jars in the folder that was named, else in that beside the program; loading them runs their code. */
    public LossDefinitions lossesOfJars() {
        if (lossesOfJars == null) {
            lossesOfJars = LossDefinitions.ofJars(pluginFolder()
                    .map(folder ->
                            PluginFolder.losses(folder, TermKind.titles()).values())
                    .orElse(List.of()));
        }
        return lossesOfJars;
    }

    private Optional<Path> pluginFolder() {
        Optional<Path> named = globals().plugins();
        if (named.isPresent()) {
            return named;
        }
        Path own = ProgramFolder.of(program()).resolve(PluginFolder.NAME);
        Path here = Path.of(PluginFolder.NAME);
        if (PluginFolder.jars(own).isEmpty()) {
            if (!PluginFolder.jars(here).isEmpty()) {
                say("not loaded: the jars in " + here.toAbsolutePath() + ", for a jar is code; --plugins " + here
                        + " loads them");
            }
            return Optional.empty();
        }
        return Optional.of(own);
    }

    /** The terminal that shows progress; empty with {@code --quiet}. */
    Optional<Terminal> terminal() {
        return globals().quiet() ? Optional.empty() : Terminal.ofErrors();
    }

    /** Bars where there is a terminal, otherwise a line an event. */
    public SweepListener progress() {
        if (globals().quiet()) {
            return SweepListener.none();
        }
        return terminal()
                .<SweepListener>map(
                        terminal -> new TerminalProgress(System.err, globals().colour(), terminal))
                .orElseGet(() -> new LineProgress(System.err));
    }
}
