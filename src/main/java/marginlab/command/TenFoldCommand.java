package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code score ten-fold}: pair verification over ten folds. */
@Command(
        name = "ten-fold",
        description = "Pair verification over ten folds, to the last digit of insightface's. Rows 2i and 2i+1 of the"
                + " embeddings are pair i, or a list names the rows.",
        footer = {
            "",
            "Example:  score ten-fold --embeddings E.npy --flip F.npy --same S.npy",
            "          score ten-fold --embeddings E.npy --same S.npy"
                    + " --rules 'ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)'"
        })
public final class TenFoldCommand extends ScoreVerb {
    @Option(names = "--embeddings", required = true, paramLabel = "E.npy", description = "float32 [2N, d]")
    private Path embeddings;

    @Option(names = "--flip", paramLabel = "F.npy", description = "of the mirrored images, of the same shape")
    private Path flip;

    @ArgGroup(multiplicity = "1")
    private Answers answers;

    @Option(
            names = "--rules",
            paramLabel = "LABEL",
            description = "another project's rules (default: insightface's, on what embeddings there are)")
    private String rules;

    /** Which pairs there are. */
    private static final class Answers {
        @Option(names = "--same", paramLabel = "S.npy", description = "bool or uint8 [N]: one person?")
        private Path same;

        @Option(names = "--pairs", paramLabel = "FILE", description = "lines 'ROW ROW 0|1', rows counted from 0")
        private Path pairs;
    }

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.Pairs(embeddings, flip, answers.same, answers.pairs, rules(rules));
    }

    @Override
    Path list() {
        return answers.same == null ? answers.pairs : answers.same;
    }
}
