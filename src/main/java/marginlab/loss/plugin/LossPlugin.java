package marginlab.loss.plugin;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.TermParameter;

/**
 * A loss of your own in a jar, found by {@link java.util.ServiceLoader}: the jar names the class in {@code
 * META-INF/services/marginlab.loss.plugin.LossPlugin}. It has no state; one instance serves all rows.
 */
public interface LossPlugin {
    /** The number of this interface. It grows when a jar that was built before would no longer work. */
    int VERSION = 1;

    /**
     * What it was built for: {@code return LossPlugin.VERSION;}. The compiler puts the number into the jar, so that a jar that is too
     * old is told from one that fits.
     */
    int interfaceVersion();

    /** What a label begins with, letters and digits, with hyphens between them: {@code Mine} of {@code Mine(0.3)}. */
    String name();

    /** What it computes, in one line. */
    String formula();

    /** Paper and equation, or empty. */
    default String source() {
        return "";
    }

    /** The numbers in its brackets, in order, with what they are where none is given. */
    default List<TermParameter> parameters() {
        return List.of();
    }

    /** What it asks of batch and experiment. */
    default Set<LossNeed> needs() {
        return EnumSet.of(LossNeed.CENTRES, LossNeed.SCALE, LossNeed.SMOOTHING);
    }

    /**
     * Numbers that are trained with the network, by name with their first values; {@link LossBatch#learned} gives them.
     *
     * @param numbers of the brackets
     * @param classes of the training set, or those that a step is compared with
     */
    default Map<String, Double> learned(double[] numbers, long classes) {
        return Map.of();
    }

    /**
     * The loss of a batch.
     *
     * @param batch embeddings, centres, and the angles between them
     * @param numbers of the brackets, each within its range
     */
    LossValue value(LossBatch batch, double[] numbers);
}
