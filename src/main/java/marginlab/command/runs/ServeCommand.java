package marginlab.command.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.StopSignal;
import marginlab.run.Workspace;
import marginlab.serve.RemarkWriter;
import marginlab.serve.Server;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the live page, until a signal ends it. */
@Command(
        name = "serve",
        description =
                "Shows sweeps in a browser while they run, until Ctrl-C. Prints the address to open; when it listens beyond loopback, the address contains a required token. Tags and notes can be set on its pages, beyond loopback only with --allow-edits.",
        footer = {"", "Example:  serve --port 8080"})
public final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Mixin
    private CommandContext context;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "H",
            description = "the address to listen on (default: ${DEFAULT-VALUE}, this machine alone)")
    private String host;

    @Option(
            names = "--allow-edits",
            description = "lets anyone who has the address set tags and notes, also beyond loopback")
    private boolean edits;

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > LAST_PORT) {
            throw new ProblemException(new Problem("--port", String.valueOf(port), "0 to " + LAST_PORT));
        }
        Workspace place = context.place();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        try (Store store = Store.open(place.store(), StoreMode.READER);
                Server server = Server.start(
                        store, id -> folder(place, id), host, port, Optional.of(writer(place, store)), edits)) {
            StopSignal.onEach(signal -> end(ended, signal.exitCode()));
            print(server.url());
            return ended.get();
        }
    }

    private RemarkWriter writer(Workspace place, Store store) {
        RunArchive archive = new RunArchive(place.runs(), store, Clock.systemUTC(), context.progress());
        return archive::annotate;
    }

    /** The second signal ends it whatever the first one's work is held up by. */
    private static void end(CompletableFuture<Integer> ended, int code) {
        if (!ended.complete(code)) {
            Runtime.getRuntime().halt(code);
        }
    }

    private static Path folder(Workspace place, String id) {
        return new RunFolder(place.runs().resolve(id)).path();
    }

    private void print(String address) {
        if (context.json()) {
            CommandOutput.json(context.out(), new Document(address));
        } else {
            context.out().println(address);
            context.out().flush();
        }
    }

    /** What {@code --json} prints. */
    private record Document(String address) {}
}
