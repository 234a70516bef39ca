package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.SearchExtent;

/**
 * A protocol with the files that it is scored from, saved embeddings ({@code .npy}) and lists. Components that may be absent
 * are null.
 */
public interface ProtocolFiles {

    /**
     * What the protocol says of the files.
     *
     * @param set the name the outcome gets
     * @param product for protocols that search a gallery
     */
    ProtocolOutcome score(String set, MatrixProduct product);

    /** The files that say what is compared with what; a figure belongs to their content. */
    List<Path> lists();

    /** How much is searched, told from the heads of the files. */
    default SearchExtent extent() {
        return SearchExtent.NONE;
    }
}
