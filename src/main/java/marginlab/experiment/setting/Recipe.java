package marginlab.experiment.setting;

/** The conventions of a trainer that show in results: where weights start, constants of layers, what decays, how momentum is kept. */
public enum Recipe {
    /**
     * The ArcFace paper's, in MXNet: weights {@code N(0, 2 / fan_out)}, BN epsilon 2e-5 (1e-3 in MobileFaceNet, which leaves MXNet's
     * default), decay of weights, scales and slopes but not of biases and shifts, the learning rate inside the momentum.
     */
    PAPER("paper", 2e-5f, 1e-3f, false),
    /**
     * arcface_torch's, in PyTorch: convolutions {@code N(0, 0.01)}, the output layer uniform within {@code 1 / sqrt(fan_in)} (in
     * MobileFaceNet all of them {@code N(0, 2 / fan_out)}), BN epsilon 1e-5, decay of everything that is trained, the learning rate outside the momentum.
     */
    ARCFACE_TORCH("arcface_torch", 1e-5f, 1e-5f, true);

    private final String label;
    private final float epsilon;
    private final float mobileEpsilon;
    private final boolean torch;

    Recipe(String label, float epsilon, float mobileEpsilon, boolean torch) {
        this.label = label;
        this.epsilon = epsilon;
        this.mobileEpsilon = mobileEpsilon;
        this.torch = torch;
    }

    public String label() {
        return label;
    }

    /** Added to a variance before its root in batch normalisation. */
    public float epsilon() {
        return epsilon;
    }

    /** The same in the trunk of MobileFaceNet. */
    public float mobileEpsilon() {
        return mobileEpsilon;
    }

    /** Whether biases and shifts decay too. */
    public boolean decaysAll() {
        return torch;
    }

    /** Whether a change of the learning rate reaches the whole step at once, and not only what is new in the momentum. */
    public boolean rateOutsideMomentum() {
        return torch;
    }

    /** Reads the label. */
    public static Recipe parse(String text) {
        return ChoiceType.named(text, values(), Recipe::label);
    }
}
