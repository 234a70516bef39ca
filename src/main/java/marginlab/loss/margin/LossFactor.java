package marginlab.loss.margin;

/** A setting of an experiment that some terms have and others do not. */
public enum LossFactor {
    /** s, fixed or learned. */
    SCALE,
    /** Exact or straight-through: of terms whose target logit has another slope than the cosine. */
    GRADIENT,
    /** What the target logit is beyond pi: of terms that add to the angle or multiply it and have no rule of their own. */
    BEYOND_PI,
    /** Label smoothing: of cross entropies. */
    SMOOTHING
}
