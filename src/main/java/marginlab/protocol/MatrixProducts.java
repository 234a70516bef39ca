package marginlab.protocol;

import java.util.function.Function;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.search.SearchExtent;

/** Chooses the matrix product that is fit for the size of a search. */
public interface MatrixProducts {
    /** What a search says with it. */
    ProtocolResult with(SearchExtent extent, Function<MatrixProduct, ProtocolResult> search);
}
