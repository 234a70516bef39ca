package marginlab.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands on the embedding while it is trained.
 *
 * @param identities number of classes C; 0 where the objective compares embeddings only
 * @param each centres of one class
 * @param bias whether a bias is added to each class's logit
 * @param sampled whether a step compares with some of the classes only; then no array of all of them has a gradient
 * @param numbers that are trained too, by name with their first values
 */
public record NetworkHead(int identities, int each, boolean bias, boolean sampled, Map<String, Double> numbers) {
    /** Nothing. */
    public static final NetworkHead NONE = new NetworkHead(0, false);

    public NetworkHead {
        if (identities < 0 || each < 1 || (bias && identities == 0)) {
            throw new IllegalArgumentException("a bias needs classes, and each class a centre");
        }
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** One centre a class. */
    public NetworkHead(int identities, boolean bias) {
        this(identities, 1, bias, false, Map.of());
    }
}
