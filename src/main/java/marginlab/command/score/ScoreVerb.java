package marginlab.command.score;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.hash.Fingerprints;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.run.launch.HelperProcess;
import marginlab.run.score.FileScoring;
import picocli.CommandLine.Mixin;

/** A protocol of {@code score}: it names its files, and prints what they say. */
abstract class ScoreVerb implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    /** The catalog that the flags name. */
    final Catalog catalog() {
        return context.pipeline().catalog();
    }

    /** The protocol with its files. */
    abstract ProtocolFiles files();

    /** The file that names the set. */
    abstract Path list();

    @Override
    public final Integer call() {
        ProtocolFiles files = files();
        Optional<HelperProcess> elsewhere =
                FileScoring.elsewhere(files, context.program(), context.arguments(), System.getenv());
        if (elsewhere.isPresent()) {
            HelperProcess.ProcessOutput answer = elsewhere.get().run(FileScoring.limit());
            context.out().print(answer.output());
            context.out().flush();
            answer.errors().lines().forEach(context::say);
            return answer.code();
        }
        ScoreOutput.print(
                context,
                FileScoring.here(files, list().getFileName().toString()),
                new Fingerprints(null).of(files.lists()));
        return 0;
    }
}
