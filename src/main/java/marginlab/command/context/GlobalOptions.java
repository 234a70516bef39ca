package marginlab.command.context;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The flags that every verb takes. */
public final class GlobalOptions {
    @Option(
            names = "--store",
            defaultValue = "runs/marginlab",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "the database (default: ${DEFAULT-VALUE})")
    private String store;

    @Option(
            names = "--runs",
            defaultValue = "runs",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the folder that holds the run folders (default: ${DEFAULT-VALUE})")
    private Path runs;

    @Option(
            names = "--datasets",
            defaultValue = "datasets.yaml",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "the catalog of datasets; *.yaml in datasets.d beside it belong to it (default: ${DEFAULT-VALUE})")
    private Path datasets;

    @Option(
            names = "--plugins",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "a folder with jars of losses, whose code runs with your rights (default: plugins beside the program)")
    private Path plugins;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "prints more messages, and stack traces of errors")
    private boolean verbose;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "prints no progress")
    private boolean quiet;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "plain text, as with NO_COLOR set")
    private boolean noColor;

    public String store() {
        return store;
    }

    public Path runs() {
        return runs;
    }

    public Path datasets() {
        return datasets;
    }

    /** The folder with jars of losses that was named. */
    public Optional<Path> plugins() {
        return Optional.ofNullable(plugins);
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean quiet() {
        return quiet;
    }

    /** Whether colours are wanted where there is a terminal. */
    public boolean colour() {
        String environment = System.getenv("NO_COLOR");
        return !noColor && (environment == null || environment.isEmpty());
    }

    /** Sets how much is logged; only what logs something pays for loading the logging. */
    public void applyLogging() {
        System.setProperty("marginlab.level", verbose ? "DEBUG" : quiet ? "WARN" : "INFO");
    }
}
