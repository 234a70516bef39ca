package marginlab.loss.margin;

/** Which derivative of the target logit is used: a recorded factor of an experiment. */
public enum MarginGradient {
    /** The derivative of the published formula. */
    EXACT("exact"),
    /** The margin is applied to the value only; the derivative of the target with respect to its cosine is one. */
    STRAIGHT_THROUGH("straight-through");

    private final String label;

    MarginGradient(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
