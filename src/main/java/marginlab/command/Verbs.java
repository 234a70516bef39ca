package marginlab.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.command.context.CommandRoot;
import marginlab.command.context.FailureHandler;
import marginlab.command.context.GlobalOptions;
import marginlab.command.context.LabelConverter;
import marginlab.command.context.UsageErrors;
import marginlab.command.data.DataCommand;
import marginlab.command.data.DataListCommand;
import marginlab.command.runs.BaselineCommand;
import marginlab.command.runs.CheckCommand;
import marginlab.command.runs.CompareCommand;
import marginlab.command.runs.EmbedCommand;
import marginlab.command.runs.ExportCommand;
import marginlab.command.runs.GcCommand;
import marginlab.command.runs.ImportCommand;
import marginlab.command.runs.ListCommand;
import marginlab.command.runs.MergeCommand;
import marginlab.command.runs.NoteCommand;
import marginlab.command.runs.PlanCommand;
import marginlab.command.runs.RebuildCommand;
import marginlab.command.runs.RemoveCommand;
import marginlab.command.runs.ReportCommand;
import marginlab.command.runs.RunCommand;
import marginlab.command.runs.ServeCommand;
import marginlab.command.runs.ShowCommand;
import marginlab.command.runs.TagCommand;
import marginlab.command.score.ScoreCommand;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.MarginGradient;
import marginlab.problem.ProblemException;
import marginlab.progress.Terminal;
import marginlab.run.launch.Cluster;
import marginlab.run.worker.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: every verb, and the flags that all have. */
@Command(
        name = "marginlab",
        description = "Benchmarks margin losses for face recognition: which is better, by how much, and whether that"
                + " is more than noise.",
        versionProvider = Verbs.Version.class,
        footer = {
            "",
            "Start with:  init FOLDER                      your own faces",
            "             run experiments/quickstart.yaml  synthetic ones",
            "'VERB --help' describes a verb and its options."
        })
public final class Verbs implements CommandRoot, Runnable {
    /** In the order of the help. */
    private static final List<Class<?>> ALL = List.of(
            InitCommand.class,
            RunCommand.class,
            PlanCommand.class,
            ReportCommand.class,
            BaselineCommand.class,
            CheckCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            TagCommand.class,
            NoteCommand.class,
            RemoveCommand.class,
            ServeCommand.class,
            RebuildCommand.class,
            MergeCommand.class,
            GcCommand.class,
            LossesCommand.class,
            LossCommand.class,
            ScoreCommand.class,
            EmbedCommand.class,
            NetworkCommand.class,
            DataCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ManualCommand.class,
            HelpCommand.class);

    /** Columns of a help text: picocli takes no fewer, and longer lines are hard to read. */
    private static final int NARROWEST = 55;

    private static final int WIDEST = 100;

    /** Over before a build is. */
    private static final Set<Class<?>> BRIEF = Set.of(
            ReportCommand.class,
            BaselineCommand.class,
            CheckCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            TagCommand.class,
            NoteCommand.class,
            RemoveCommand.class,
            PlanCommand.class,
            LossesCommand.class,
            LossCommand.class,
            DataListCommand.class,
            CompletionCommand.class,
            ManualCommand.class,
            HelpCommand.class);

    @Mixin
    private GlobalOptions globals;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "shows the version and exits")
    private boolean version;

    @Spec
    private CommandSpec command;

    /** The version line. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"marginlab " + Provenance.version()};
        }
    }

    private final Class<?> program;
    private final Map<String, Cluster> clusters;

    private Verbs(Class<?> program, Map<String, Cluster> clusters) {
        this.program = program;
        this.clusters = Map.copyOf(clusters);
    }

    /**
     * A command line for these arguments, which ends with an exit code and not the process.
     *
     * @param program the class that the process was started with
     * @param clusters what {@code run} can start trials on beside this machine, by name
     * @param arguments that it will be given; only the verb that they start with is made, for to make all takes longer than
     *     most verbs
     */
    public static CommandLine line(Class<?> program, Map<String, Cluster> clusters, String... arguments) {
        Verbs verbs = new Verbs(program, clusters);
        CommandLine line = new CommandLine(verbs);
        meant(arguments).forEach(line::addSubcommand);
        Optional.ofNullable(line.getSubcommands().get("score")).ifPresent(ScoreCommand::complete);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.registerConverter(
                MarginGradient.class, new LabelConverter<>(MarginGradient.values(), MarginGradient::label));
        line.registerConverter(BeyondPi.class, new LabelConverter<>(BeyondPi.values(), BeyondPi::label));
        line.getSubcommands().values().forEach(Verbs::summarise);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Verbs::examples);
        line.setHelpSectionMap(line.getHelpSectionMap());
        line.setHelpFactory((spec, colours) -> {
            Terminal.outputColumns()
                    .ifPresent(columns -> spec.usageMessage().width(Math.max(NARROWEST, Math.min(columns, WIDEST))));
            return new CommandLine.Help(spec, colours);
        });
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new FailureHandler(verbs.globals));
        line.setExecutionStrategy(parsed -> {
            verbs.globals.applyLogging();
            UsageErrors.unreadable(arguments).ifPresent(problem -> {
                throw new CommandLine.ExecutionException(
                        parsed.commandSpec().commandLine(), problem.toString(), new ProblemException(problem));
            });
            return new CommandLine.RunLast().execute(parsed);
        });
        return line;
    }

    /** The first sentence of a verb stands in the list of all; its own help says the rest. */
    private static void summarise(CommandLine verb) {
        UsageMessageSpec usage = verb.getCommandSpec().usageMessage();
        if (verb.getCommand() instanceof HelpCommand) {
            usage.header("Shows the help of a verb.").description("");
        }
        String text = String.join(" ", usage.description());
        int end = text.indexOf(". ");
        if (end >= 0) {
            usage.description(text.substring(0, end + 1), text.substring(end + 2));
        }
    }

    /** The verb that is named first; all where that is none or the help, which tells of all. */
    private static List<Class<?>> meant(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        return ALL.stream()
                .filter(verb -> verb != HelpCommand.class
                        && verb.getAnnotation(Command.class).name().equals(first))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    /** Whether a verb may still be at work when somebody builds the next jar: all may, but those that ask the store one thing. */
    public static boolean mayOutlastABuild(String... arguments) {
        return Collections.disjoint(BRIEF, meant(arguments));
    }

    /** Whether a command line starts trials. */
    public static boolean isSweep(CommandLine.ParseResult parsed) {
        return parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof RunCommand;
    }

    /** The folder of the run folders that a command line names. */
    public static Path runs(CommandLine.ParseResult parsed) {
        return verbs(parsed).globals.runs();
    }

    /** Whether a command line is for these very classes: what asks for help is over at once, and a cluster is sent jars. */
    public static boolean needsTheseClasses(CommandLine.ParseResult parsed) {
        boolean ships = isSweep(parsed)
                && verbs(parsed).clusters.containsKey(parsed.subcommand().matchedOptionValue("--launcher", ""));
        List<CommandLine> verbs = parsed.asCommandLineList();
        Object last = verbs.get(verbs.size() - 1).getCommand();
        return parsed.hasSubcommand()
                && !ships
                && !BRIEF.contains(last.getClass())
                && verbs.stream().noneMatch(CommandLine::isUsageHelpRequested);
    }

    private static Verbs verbs(CommandLine.ParseResult parsed) {
        return (Verbs) parsed.commandSpec().root().userObject();
    }

    /** Examples are to be copied, so their lines are as long as they are. */
    private static String examples(CommandLine.Help help) {
        return Stream.of(help.commandSpec().usageMessage().footer())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    @Override
    public Class<?> program() {
        return program;
    }

    @Override
    public Map<String, Cluster> clusters() {
        return clusters;
    }

    @Override
    public GlobalOptions globals() {
        return globals;
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }
}
