package marginlab.command.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.hash.Fingerprints;
import marginlab.protocol.embedding.ProtocolOutcome;
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

    /**
     * What a protocol said of a set of the catalog.
     *
     * @param fingerprint of the set's files
     */
    record OfDataset(ProtocolOutcome outcome, String fingerprint) {}

    /** What it says where a dataset brings all lists; empty where files do. */
    Optional<OfDataset> ofDataset() throws IOException {
        return Optional.empty();
    }

    @Override
    public final Integer call() throws IOException {
        Optional<OfDataset> known = ofDataset();
        if (known.isPresent()) {
            ScoreOutput.print(context, known.get().outcome(), known.get().fingerprint());
            return 0;
        }
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
