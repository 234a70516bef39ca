package marginlab.loss.plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;

/**
 * What a loss of a jar is given: N embeddings of a batch, C classes, and the angles between them, each computed once. Arrays are of
 * float32, belong to the batch, and are differentiated unless said otherwise; whatever is computed from them is freed with it.
 */
public final class LossBatch {
    private final Angles angles;
    private final String label;

    /** @param label of the term, under which it keeps arrays and learns numbers */
    public LossBatch(Angles angles, String label) {
        this.angles = angles;
        this.label = label;
    }

    /** N. */
    public int size() {
        return angles.size();
    }

    /** C: the classes that this step compares with. */
    public long classes() {
        return angles.classes();
    }

    /** The class of embedding i, in [0, C). */
    public int label(int i) {
        return angles.identity(i);
    }

    /** Embeddings {@code [N, d]} as the network gives them. */
    public NDArray embeddings() {
        return angles.embeddings();
    }

    /** Embeddings {@code [N, d]} of length one. */
    public NDArray unitEmbeddings() {
        return angles.unitEmbeddings();
    }

    /** Lengths {@code [N, 1]} of the embeddings. */
    public NDArray norms() {
        return angles.norms();
    }

    /** Class centres {@code [C, d]} as they are trained; with several a class {@code [K C, d]}, block after block. */
    public NDArray centres() {
        return angles.centres();
    }

    /** The same of length one. */
    public NDArray unitCentres() {
        return angles.unitCentres();
    }

    /** Biases {@code [C]} of the classes; of a loss that asks for {@link LossNeed#BIAS}. */
    public NDArray bias() {
        return angles.bias();
    }

    /** Cosines {@code [N, C]} of each embedding with each class: with the nearest of its centres. */
    public NDArray cosines() {
        return angles.cosines();
    }

    /** Angles {@code [N, C]} in radians of each embedding with each class. */
    public NDArray angles() {
        return angles.angles();
    }

    /** Cosines {@code [N, 1]} of each embedding with its own class. */
    public NDArray targetCosines() {
        return angles.targetCosines();
    }

    /** Angles {@code [N, 1]} in radians of each embedding with its own class. */
    public NDArray targetAngles() {
        return angles.targetAngles();
    }

    /** Cosines {@code [N, N]} of the embeddings with each other. */
    public NDArray pairCosines() {
        return angles.pairs().cosines();
    }

    /** Angles {@code [N, N]} in radians of the embeddings with each other; off the diagonal. */
    public NDArray pairAngles() {
        return angles.pairs().angles();
    }

    /** A constant {@code [N, C]}: one at the class of each embedding, else zero. */
    public NDArray oneHot() {
        return angles.oneHot();
    }

    /** s, {@code [1]}: the experiment's scale, differentiated where it is learned. */
    public NDArray scale() {
        NDArray learned = angles.scale().learned();
        return learned == null ? constant(new float[] {(float) angles.scale().value()}, 1) : learned;
    }

    /** {@code x w^T}: rows {@code [N, d]} against rows {@code [C, d]} give {@code [N, C]}; the engine's fastest way. */
    public NDArray product(NDArray x, NDArray w) {
        return angles.operators().linear(x, w);
    }

    /**
     * Each element times a number. This and the four below stand for DJL's {@code x.mul(number)} and so on, which give PyTorch a
     * number that the garbage collector may free before the gradient is computed; PyTorch trains no loss that calls those.
     */
    public NDArray mul(NDArray x, double factor) {
        return angles.operators().mul(x, (float) factor);
    }

    /** Each element over a number. */
    public NDArray div(NDArray x, double divisor) {
        return angles.operators().div(x, (float) divisor);
    }

    /** Each element to the power of a number. */
    public NDArray pow(NDArray x, double exponent) {
        return angles.operators().pow(x, (float) exponent);
    }

    /** The larger of each element and a number. */
    public NDArray maximum(NDArray x, double least) {
        return angles.operators().maximum(x, (float) least);
    }

    /** The smaller of each element and a number. */
    public NDArray minimum(NDArray x, double most) {
        return angles.operators().minimum(x, (float) most);
    }

    /** Your values as a constant. No other way into the engine is safe from the garbage collector. */
    public NDArray constant(float[] values, long... shape) {
        return stopGradient(HostToEngine.floats(embeddings().getManager(), values, new Shape(shape)));
    }

    /** The same values as a constant of differentiation. */
    public NDArray stopGradient(NDArray x) {
        return angles.operators().stopGradient(x);
    }

    /**
     * {@code cos(phi)} by the experiment's rule {@code beyond-pi}; of a loss that asks for {@link LossNeed#BEYOND_PI}.
     *
     * @param phi angle with its margin {@code [N, 1]}
     * @param margin {@code [N, 1]}
     */
    public NDArray pastPi(NDArray phi, NDArray margin) {
        return angles.factors().beyondPi().apply(phi, targetCosines(), margin);
    }

    /**
     * {@code -log softmax} over {@code s cos(theta_j)} with {@code s target} at the label, averaged over the batch, with its
     * gradient in closed form: as fast as ArcFace. Label smoothing and the gradient of the experiment count.
     *
     * @param target {@code [N, 1]}, before the scale
     */
    public LossValue softmax(NDArray target) {
        return CrossEntropy.of(angles, cosines(), angles.shift(target), angles.scale());
    }

    /** The same with other logits than the cosines in the places of the other classes, {@code [N, C]}, before the scale. */
    public LossValue softmax(NDArray logits, NDArray target) {
        return CrossEntropy.replaced(angles, logits, angles.targetOf(target), angles.scale());
    }

    /** A number {@code [1]} that {@link LossPlugin#learned} asked for. */
    public NDArray learned(String name) {
        return angles.number(label + "." + name);
    }

    /** What was kept from the batch before, a constant; the first time {@code first}. It is part of checkpoints. */
    public NDArray kept(String name, NDArray first) {
        return angles.memory().get(label + "." + name, embeddings().getManager(), manager -> first);
    }

    /** Keeps the values of an array for the next batch. */
    public void keep(String name, NDArray values) {
        angles.memory().put(label + "." + name, values);
    }

    /** For losses that draw; its state is part of checkpoints. */
    public RandomGenerator random() {
        return angles.random();
    }
}
