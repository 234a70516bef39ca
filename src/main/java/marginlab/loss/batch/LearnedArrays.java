package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of an objective is trained with the network, as arrays of the model.
 *
 * @param centres {@code [K C, d]}, block after block of one centre a class; or null where no term uses them
 * @param each K, centres of one class
 * @param bias {@code [C]}, or null where no term uses it
 * @param numbers arrays {@code [1]} by name, as {@code Objective.numbers} asks for them
 */
public record LearnedArrays(NDArray centres, int each, NDArray bias, Map<String, NDArray> numbers) {
    public LearnedArrays {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** One centre a class and no numbers. */
    public LearnedArrays(NDArray centres, NDArray bias) {
        this(centres, 1, bias, Map.of());
    }
}
