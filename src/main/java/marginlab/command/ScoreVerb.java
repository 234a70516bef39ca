package marginlab.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginlab.data.Fingerprints;
import marginlab.pipeline.Scoring;
import marginlab.run.Errand;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Mixin;

/** A protocol of {@code score}: it names its files, and prints what they say. */
abstract class ScoreVerb implements Callable<Integer> {
    @Mixin
    private Context context;

    /** The protocol with its files. */
    abstract ProtocolFiles files();

    /** The file that names the set. */
    abstract Path list();

    @Override
    public final Integer call() {
        ProtocolFiles files = files();
        Optional<Errand> elsewhere = Scoring.elsewhere(files, context.program(), context.arguments(), System.getenv());
        if (elsewhere.isPresent()) {
            Errand.Answer answer = elsewhere.get().run(Scoring.limit());
            context.out().print(answer.output());
            context.out().flush();
            answer.errors().lines().forEach(context::say);
            return answer.code();
        }
        ScoreDocument.print(
                context,
                Scoring.here(files, list().getFileName().toString()),
                new Fingerprints(null).of(files.lists()));
        return 0;
    }
}
