package marginlab.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.verify.Npy;
import marginlab.verify.Outcome;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.PairVariant;
import marginlab.verify.PairVerification;
import marginlab.verify.TenFold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score ten-fold}: pair verification over ten folds. */
@Command(
        name = "ten-fold",
        description = "Pair verification over ten folds, to the last digit of insightface's. Rows 2i and 2i+1 of the"
                + " embeddings are pair i.",
        footer = {
            "",
            "Example:  score ten-fold --embeddings E.npy --flip F.npy --same S.npy",
            "          score ten-fold --embeddings E.npy --same S.npy"
                    + " --rules 'ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)'"
        })
public final class ScoreTenFoldCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Option(names = "--embeddings", required = true, paramLabel = "E.npy", description = "float32 [2N, d]")
    private Path embeddings;

    @Option(names = "--flip", paramLabel = "F.npy", description = "of the mirrored images, float32 [2N, d]")
    private Path flip;

    @Option(names = "--same", required = true, paramLabel = "S.npy", description = "bool or uint8 [N]: one person?")
    private Path same;

    @Option(
            names = "--rules",
            paramLabel = "LABEL",
            description = "another project's rules (default: insightface's, on what embeddings there are)")
    private String rules;

    @Override
    public Integer call() {
        PairEmbeddings pairs = new PairEmbeddings(
                Npy.floatRows(embeddings), flip == null ? null : Npy.floatRows(flip), Npy.booleans(same));
        String set = same.getFileName().toString();
        Outcome outcome = rules == null
                ? TenFold.score(set, pairs).outcome()
                : PairVerification.score(set, pairs, PairVariant.parse(rules));
        ScoreDocument.print(context, outcome);
        return 0;
    }
}
