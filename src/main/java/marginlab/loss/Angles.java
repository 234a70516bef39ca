package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.random.RandomGenerator;
import marginlab.engine.Operators;

/**
 * What the terms of an objective share for one batch: embeddings, centres and the angles between them, each computed once.
 *
 * <p>Everything computed here belongs to the manager of the embeddings. Create it inside the gradient collector.
 */
public final class Angles {
    /** How near +-1 a cosine comes before its arc cosine, whose slope is infinite there. */
    static final float NEAREST_TO_ONE = 1e-5f;

    private final NDArray embeddings;
    private final NDArray centres;
    private final NDArray bias;
    private final NDArray labels;
    private final int[] identities;
    private final Factors factors;
    private final RandomGenerator random;
    private final Operators operators;
    private NDArray unitEmbeddings;
    private NDArray unitCentres;
    private NDArray cosines;
    private NDArray targetCosines;
    private NDArray targetAngles;
    private NDArray oneHot;

    /**
     * The angles of a batch.
     *
     * @param embeddings {@code [N, d]}, as the network gives them
     * @param centres {@code [C, d]}, or null where no term uses them; moved to the embeddings' manager until that closes
     * @param bias {@code [C]}, or null where no term uses it
     * @param identities the class of each embedding, in [0, C)
     * @param factors the scale and the recorded variants
     * @param random for the terms that draw
     */
    public Angles(
            NDArray embeddings,
            NDArray centres,
            NDArray bias,
            int[] identities,
            Factors factors,
            RandomGenerator random) {
        NDManager manager = embeddings.getManager();
        this.embeddings = embeddings;
        this.centres = lend(centres, manager);
        this.bias = lend(bias, manager);
        this.identities = identities.clone();
        this.labels = manager.create(this.identities);
        this.factors = factors;
        this.random = random;
        this.operators = Operators.of(manager);
        if (embeddings.getShape().get(0) != identities.length) {
            throw new IllegalArgumentException(
                    embeddings.getShape().get(0) + " embeddings have " + identities.length + " labels");
        }
    }

    /** Embeddings {@code [N, d]} as the network gives them. */
    public NDArray embeddings() {
        return embeddings;
    }

    /** Class centres {@code [C, d]}, not normalised. */
    public NDArray centres() {
        return centres;
    }

    /** Class biases {@code [C]}. */
    public NDArray bias() {
        return bias;
    }

    /** Labels {@code [N]} as an array, fresh for each use: MXNet keeps a constant on the tape that it once met. */
    public NDArray labels() {
        return labels.stopGradient();
    }

    /** The class of embedding i. */
    public int identity(int i) {
        return identities[i];
    }

    /** N. */
    public int size() {
        return identities.length;
    }

    /** C. */
    public long classes() {
        return centres.getShape().get(0);
    }

    public Factors factors() {
        return factors;
    }

    public RandomGenerator random() {
        return random;
    }

    Operators operators() {
        return operators;
    }

    /** Embeddings {@code [N, d]} of length one. */
    public NDArray unitEmbeddings() {
        if (unitEmbeddings == null) {
            unitEmbeddings = operators.unit(embeddings);
        }
        return unitEmbeddings;
    }

    /** Class centres {@code [C, d]} of length one. */
    public NDArray unitCentres() {
        if (unitCentres == null) {
            unitCentres = operators.unit(centres);
        }
        return unitCentres;
    }

    /** Cosines {@code [N, C]} of each embedding with each centre. */
    public NDArray cosines() {
        if (cosines == null) {
            cosines = operators.linear(unitEmbeddings(), unitCentres());
        }
        return cosines;
    }

    /** Cosines {@code [N, 1]} of each embedding with the centre of its own class. */
    public NDArray targetCosines() {
        if (targetCosines == null) {
            targetCosines = operators.pick(cosines(), labels());
        }
        return targetCosines;
    }

    /** Angles {@code [N, 1]} in radians of each embedding with the centre of its own class. */
    public NDArray targetAngles() {
        if (targetAngles == null) {
            targetAngles = angle(targetCosines());
        }
        return targetAngles;
    }

    /** {@code [N, C]}: one at the class of each embedding; fresh for each use, as {@link #labels}. */
    NDArray oneHot() {
        if (oneHot == null) {
            oneHot = operators.oneHot(labels(), classes());
        }
        return oneHot.stopGradient();
    }

    /** The arc cosine, radians. */
    static NDArray angle(NDArray cosine) {
        return cosine.clip(NEAREST_TO_ONE - 1, 1 - NEAREST_TO_ONE).acos();
    }

    /** A parameter lives in the model's manager; what is computed from it would pile up there. */
    private static NDArray lend(NDArray parameter, NDManager manager) {
        if (parameter != null && parameter.getManager() != manager) {
            parameter.tempAttach(manager);
        }
        return parameter;
    }
}
