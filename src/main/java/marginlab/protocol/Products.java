package marginlab.protocol;

import java.util.function.Function;
import marginlab.verify.Extent;
import marginlab.verify.MatrixProduct;

/** Chooses the matrix product that is fit for the size of a search. */
public interface Products {
    /** What a search says with it. */
    ProtocolResult with(Extent extent, Function<MatrixProduct, ProtocolResult> search);
}
