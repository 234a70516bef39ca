package marginlab.experiment.setting;

import marginlab.engine.Precision;

/**
 * What of a training can be varied beside losses, margins and schedule.
 *
 * @param recipe the conventions of a trainer
 * @param learnScale whether the scale is trained with the network
 * @param smoothing e of label smoothing, in [0, 1)
 * @param classRate share of the classes that a step compares with, in (0, 1]
 * @param precision of convolutions and products
 * @param devices that share each batch, at least 1
 */
public record Variants(
        Recipe recipe, boolean learnScale, double smoothing, double classRate, Precision precision, int devices) {
    public static final Variants STANDARD = new Variants(Recipe.PAPER, false, 0, 1, Precision.FLOAT32, 1);

    /** How many of some classes a step compares with. */
    public int sampled(int classes) {
        return classRate == 1 ? classes : Math.max(1, (int) (classRate * classes));
    }
}
