package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * An objective on one batch; all arrays are scalars that stay on the device until someone reads them.
 *
 * @param surrogate what to call backward on: its gradient is the loss's, its value need not be
 * @param value the loss
 * @param terms each term by its label, before its weight
 */
public record LossEvaluation(NDArray surrogate, NDArray value, Map<String, NDArray> terms) {}
