package marginlab.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.protocol.files.PairFiles;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.pair.PairVariant;

/** Pairs of images in ten folds: LFW and all sets of its kind. */
final class TenFoldPairs extends FoldedPairs {
    @Override
    public String label() {
        return PairVariant.REFERENCE.label();
    }

    @Override
    public String description() {
        return "Pair verification over ten folds, to the last digit of insightface's. Rows 2i and 2i+1 of the"
                + " embeddings are pair i, or a list names the rows.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Arrays.stream(DatasetFormat.values())
                .filter(format -> format.role() == DatasetRole.VERIFY)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DatasetFormat.class)));
    }

    @Override
    public String decides() {
        return "face pairs";
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("embeddings", "E.npy", "float32 [2N, d]"),
                ProtocolArgument.perhaps("flip", "F.npy", "of the mirrored images, of the same shape"),
                new ProtocolArgument(
                        "same",
                        "S.npy",
                        ProtocolArgument.Kind.ONE_OF,
                        "bool or uint8 [N]: whether the pair is genuine"),
                new ProtocolArgument(
                        "pairs",
                        "FILE",
                        ProtocolArgument.Kind.ONE_OF,
                        "lines 'ROW ROW 0|1', rows counted from 0; LFW's own list, or the one that 'data unpack' writes"),
                new ProtocolArgument(
                        "rules",
                        "LABEL",
                        ProtocolArgument.Kind.WORD,
                        "another project's rules (default: insightface's, on what embeddings there are)"));
    }

    @Override
    public String namedBy() {
        return "same";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "score ten-fold --embeddings E.npy --flip F.npy --same S.npy",
                "embed 4f3a --data lfw --out lfw.npy --flip lfw-flip.npy",
                "score ten-fold --data lfw --embeddings lfw.npy --flip lfw-flip.npy",
                "score ten-fold --embeddings E.npy --pairs pairs.txt",
                "score ten-fold --embeddings E.npy --same S.npy"
                        + " --rules 'ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)'");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new PairFiles(
                given.file("embeddings"), given.file("flip"), given.file("same"), given.file("pairs"), rules(given));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int pairs = made.size(6000, 600);
        made.each("1,000 pairs", pairs / 1e3);
        return new PairFiles(
                made.rows("embeddings", 2 * pairs),
                null,
                made.answers("same", pairs, pair -> pair % 600 < 300),
                null,
                null);
    }
}
