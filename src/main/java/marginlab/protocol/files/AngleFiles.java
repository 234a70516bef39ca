package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.AngleStatistics;
import marginlab.protocol.search.SearchExtent;

/**
 * Angles of embeddings and class centres, Table 3 of the paper.
 *
 * @param embeddings float32 {@code [N, d]}
 * @param labels int {@code [N]}
 * @param centres float32 {@code [C, d]}, or null on a test set
 */
public record AngleFiles(Path embeddings, Path labels, Path centres) implements ProtocolFiles {
    @Override
    public List<Path> lists() {
        return List.of(labels);
    }

    @Override
    public SearchExtent extent() {
        return centres == null ? SearchExtent.NONE : SearchExtent.ofFiles(centres, centres);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        try (NpyRows rows = NpyRows.openFloats(embeddings)) {
            float[][] classes = centres == null ? null : Npy.floatRows(centres);
            return AngleStatistics.score(set, rows, Npy.integers(labels), classes, product);
        }
    }
}
