package marginlab.loss;

/** The target logit where the angle with its margin passes pi: a recorded factor of an experiment. */
public enum BeyondPi {
    /** Nothing special: the cosine rises again. */
    RAW("raw");

    private final String label;

    BeyondPi(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
