package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;

/**
 * What the terms of an objective share for one batch: embeddings, centres and the angles between them, each computed once.
 *
 * <p>Everything computed here belongs to the manager of the embeddings. Create it inside the gradient collector.
 */
public final class Angles {
    private final NDArray embeddings;
    private final NDArray centres;
    private final int centresEach;
    private final NDArray bias;
    private final Map<String, NDArray> numbers;
    private final NDArray labels;
    private final int[] identities;
    private final LossFactors factors;
    private final RandomGenerator random;
    private final TermState memory;
    private final Operators operators;
    private NDArray unitEmbeddings;
    private NDArray unitCentres;
    private NDArray cosines;
    private NDArray targetCosines;
    private NDArray targetAngles;
    private NDArray oneHot;
    private BatchPairs pairs;

    /**
     * The angles of a batch.
     *
     * @param embeddings {@code [N, d]}, as the network gives them
     * @param learned what is trained with the network; moved to the embeddings' manager until that closes
     * @param identities the class of each embedding, in [0, C)
     * @param factors the scale and the recorded variants
     * @param random for the terms that draw
     * @param memory what terms keep from batch to batch
     */
    public Angles(
            NDArray embeddings,
            LearnedArrays learned,
            int[] identities,
            LossFactors factors,
            RandomGenerator random,
            TermState memory) {
        NDManager manager = embeddings.getManager();
        this.embeddings = embeddings;
        this.centres = lend(learned.centres(), manager);
        this.centresEach = learned.each();
        this.bias = lend(learned.bias(), manager);
        this.numbers = learned.numbers();
        numbers.values().forEach(number -> lend(number, manager));
        this.identities = identities.clone();
        this.labels = HostToEngine.ints(manager, this.identities);
        this.factors = factors;
        this.random = random;
        this.memory = memory;
        this.operators = Operators.of(manager);
        if (embeddings.getShape().get(0) != identities.length) {
            throw new IllegalArgumentException(
                    embeddings.getShape().get(0) + " embeddings have " + identities.length + " labels");
        }
    }

    /** The angles of a batch that stands alone: what terms keep is forgotten with it. */
    public Angles(
            NDArray embeddings, LearnedArrays learned, int[] identities, LossFactors factors, RandomGenerator random) {
        this(embeddings, learned, identities, factors, random, new TermState(embeddings.getManager()));
    }

    /** Embeddings {@code [N, d]} as the network gives them. */
    public NDArray embeddings() {
        return embeddings;
    }

    /** Class centres {@code [K C, d]}, not normalised, as {@link LearnedArrays} has them. */
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
        return centres.getShape().get(0) / centresEach;
    }

    /** s. */
    public LogitScale scale() {
        NDArray learned = numbers.get(LogitScale.NAME);
        return learned == null ? LogitScale.fixed(factors.scale()) : new LogitScale(learned.getFloat(0), learned);
    }

    /** A number that is trained with the network, {@code [1]}. */
    public NDArray number(String name) {
        NDArray number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("nothing is called " + name + " of " + numbers.keySet());
        }
        return number;
    }

    public LossFactors factors() {
        return factors;
    }

    public RandomGenerator random() {
        return random;
    }

    public TermState memory() {
        return memory;
    }

    public Operators operators() {
        return operators;
    }

    /** Embeddings {@code [N, d]} of length one. */
    public NDArray unitEmbeddings() {
        if (unitEmbeddings == null) {
            unitEmbeddings = operators.unit(embeddings);
        }
        return unitEmbeddings;
    }

    /** Class centres {@code [K C, d]} of length one. */
    public NDArray unitCentres() {
        if (unitCentres == null) {
            unitCentres = operators.unit(centres);
        }
        return unitCentres;
    }

    /** Cosines {@code [N, C]} of each embedding with each class: with the nearest of its centres. */
    public NDArray cosines() {
        if (cosines == null) {
            // Block by block: cutting [N, K C] into columns would take twice as long as all else.
            cosines = LongStream.range(0, centresEach)
                    .mapToObj(this::cosinesWithBlock)
                    .reduce(operators::maximum)
                    .orElseThrow();
        }
        return cosines;
    }

    private NDArray cosinesWithBlock(long k) {
        return product(unitEmbeddings(), unitBlock(k));
    }

    /** Products {@code [N, C]} of rows {@code [N, d]} with those of all classes {@code [C, d]}, in the trial's precision. */
    public NDArray product(NDArray x, NDArray w) {
        return factors.precision().product(x, w, operators::linear);
    }

    private NDArray unitBlock(long k) {
        return centresEach == 1 ? unitCentres() : operators.block(unitCentres(), k * classes(), (k + 1) * classes());
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
            NDArray apart = null;
            NDArray together = null;
            for (int k = 0; k < centresEach; k++) {
                NDArray own = operators.rows(operators.stopGradient(unitBlock(k)), labels());
                NDArray from = chord(operators.sub(operators.stopGradient(unitEmbeddings()), own));
                NDArray opposite = chord(operators.add(operators.stopGradient(unitEmbeddings()), own));
                // The nearest of the centres is the furthest from the opposite.
                apart = apart == null
                        ? from
                        : operators.maximum(apart.neg(), from.neg()).neg();
                together = together == null ? opposite : operators.maximum(together, opposite);
            }
            targetAngles = ArcCosine.of(targetCosines(), apart, together);
        }
        return targetAngles;
    }

    /** Angles {@code [N, C]} in radians of each embedding with each class. */
    public NDArray angles() {
        NDArray cosine = cosines();
        if (centresEach > 1) {
            return ArcCosine.plain(cosine);
        }
        NearParallelPairs blunt =
                NearParallelPairs.of(operators.stopGradient(cosine), embeddings, centres, (i, j) -> identities[i] == j);
        return blunt.isEmpty() ? ArcCosine.plain(cosine) : ArcCosine.of(cosine, blunt);
    }

    /** Squared lengths {@code [N, 1]} of the rows of a constant. */
    private static NDArray chord(NDArray difference) {
        return difference.square().sum(new int[] {1}, true);
    }

    /** {@code [N, C]}: one at the class of each embedding; fresh for each use, as {@link #labels}. */
    public NDArray oneHot() {
        if (oneHot == null) {
            oneHot = operators.oneHot(labels(), classes());
        }
        return oneHot.stopGradient();
    }

    /** A target {@code [N, 1]} that differentiates as the cosine does where the gradient is straight-through. */
    public NDArray targetOf(NDArray psi) {
        return factors.gradient() == MarginGradient.EXACT ? psi : operators.add(targetCosines(), shift(psi));
    }

    /** {@code psi - cos(theta_y)}, {@code [N, 1]}; a constant where the gradient is straight-through. */
    public NDArray shift(NDArray psi) {
        NDArray difference = operators.sub(psi, targetCosines());
        return factors.gradient() == MarginGradient.EXACT ? difference : operators.stopGradient(difference);
    }

    /** The embeddings with each other. */
    public BatchPairs pairs() {
        if (pairs == null) {
            pairs = new BatchPairs(this);
        }
        return pairs;
    }

    /** Lengths {@code [N, 1]} of the embeddings. */
    public NDArray norms() {
        return embeddings
                .square()
                .sum(new int[] {1}, true)
                .add(Operators.SQUARED_NORM_FLOOR)
                .sqrt();
    }

    /**
     * Whether any of the cosines {@code [N, C]} of the labels' centres with all centres no longer tells its angle, beside those of a
     * centre with itself.
     */
    public boolean hasBluntCentres(NDArray cosines) {
        return operators.total(ArcCosine.blunt(cosines)).getFloat() > size();
    }

    /** Those of them. */
    public NearParallelPairs bluntCentres(NDArray cosines) {
        NDArray all = operators.stopGradient(centres);
        return NearParallelPairs.of(cosines, operators.rows(all, labels()), all, (i, j) -> identities[i] == j);
    }

    /** A constant {@code [N, 1]} of one value. */
    public NDArray column(float value) {
        return embeddings.getManager().full(new Shape(size(), 1), value);
    }

    /** A parameter lives in the model's manager; what is computed from it would pile up there. */
    private static NDArray lend(NDArray parameter, NDManager manager) {
        if (parameter != null && parameter.getManager() != manager) {
            parameter.tempAttach(manager);
        }
        return parameter;
    }
}
