package marginlab.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import marginlab.engine.ArrayChunks;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Recipe;
import marginlab.experiment.setting.Settings;

/**
 * A network with its arrays on a device of an engine: it owns them, and closing it frees them. On several devices each takes
 * an equal part of a batch, and the first has the arrays that are trained and saved.
 */
public final class FaceModel implements EmbeddingNetwork {

    /**
     * One array of the model.
     *
     * @param name unique in the model
     * @param array the values, owned by the model
     * @param trained whether the optimiser changes it; running statistics are changed by the forward pass
     * @param decays whether weight decay applies: to weights, scales and slopes, not to biases and shifts
     */
    public record Part(String name, NDArray array, boolean trained, boolean decays) {}

    private final NDManager manager;
    private final FaceNetwork network;
    private final NetworkHead head;
    private final ParameterStore store;
    private final List<Part> parts = new ArrayList<>();
    private final int input;
    private final int embedding;
    private final boolean isFrozen;
    private final ModelReplicas replicas;
    private final RunningVariances variances;
    private final Settings settings;
    private RecordedNetwork recorded;
    private long images;

    /** A model with its first values, which depend on the seed alone. */
    public FaceModel(Settings settings, NetworkHead head, long seed, Device device) {
        this(settings, head, seed, List.of(device));
    }

    /** A model on some devices of one engine. */
    public FaceModel(Settings settings, NetworkHead head, long seed, List<Device> devices) {
        manager = NDManager.newBaseManager(devices.get(0), settings.engine());
        this.settings = settings;
        input = settings.input();
        embedding = settings.embedding();
        isFrozen = settings.firstWeights().frozen();
        this.head = head;
        network = new FaceNetwork(settings, head);
        network.initialize(manager, DataType.FLOAT32, imageShape(1));
        store = new ParameterStore(manager, false);
        Recipe recipe = settings.variants().recipe();
        WeightInitializer firstValues =
                new WeightInitializer(recipe, settings.backbone().kind(), seed);
        long inputs = maskShape(1).size();
        int index = 0;
        for (Pair<String, Parameter> entry : network.getParameters()) {
            Parameter parameter = entry.getValue();
            NDArray array = parameter.getArray();
            Double number = head.numbers().get(entry.getKey());
            fill(
                    array,
                    number == null
                            ? firstValues.of(entry.getKey(), parameter, array.getShape(), index++, inputs)
                            : () -> number);
            parts.add(new Part(entry.getKey(), array, parameter.requiresGradient(), decays(entry, recipe, number)));
        }
        variances = new RunningVariances(network);
        replicas = new ModelReplicas(
                this,
                devices.stream()
                        .skip(1)
                        .map(device -> new FaceModel(settings, NetworkHead.NONE, seed, device))
                        .toList());
    }

    private static boolean decays(Pair<String, Parameter> entry, Recipe recipe, Double number) {
        Parameter.Type type = entry.getValue().getType();
        return number == null && (recipe.decaysAll() || type == Parameter.Type.WEIGHT || type == Parameter.Type.GAMMA);
    }

    private static void fill(NDArray array, DoubleSupplier source) {
        try {
            ArrayChunks.write(array, values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) source.getAsDouble();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shape of a batch of what a step of training takes: images {@code [n, 3, S, S]}, or embeddings {@code [n, d]} of a frozen backbone. */
    public Shape trainingShape(int images) {
        return isFrozen ? new Shape(images, embedding) : imageShape(images);
    }

    /** Shape {@code [n, 3, S, S]} of a batch of images. */
    public Shape imageShape(int images) {
        return new Shape(images, 3, input, input);
    }

    /** Number of elements of the dropout mask of a batch. */
    public Shape maskShape(int images) {
        return network.maskShape(imageShape(images));
    }

    /** Embedding {@code [N, d]}, centres and bias, while the engine records; the input as {@link FaceNetwork} says. */
    public NDList forwardTraining(NDList inputs) {
        return replicas.forward(inputs);
    }

    /** Before the forward pass of a step, and before the engine records: all devices have the same values. */
    public void spread() {
        replicas.spread();
    }

    /**
     * Lets the engine plan the steps of a training once for all, where it can: MXNet on one processor does. To the bit they stay the
     * same. Not while the engine records.
     *
     * @param inputs arrays of a step: images, and a mask where there is dropout
     */
    public void plan(int inputs) {
        boolean isOneProcessor = Operators.of(manager) == Operators.MXNET
                && replicas.isEmpty()
                && !manager.getDevice().isGpu();
        // Planned, squeeze-and-excitation differs in the last bit.
        boolean isSame = settings.backbone().kind() != Backbone.Kind.IR_SE;
        if (recorded == null && isOneProcessor && isSame && !isFrozen) {
            recorded = new RecordedNetwork(this, settings, inputs);
        }
    }

    /** After the backward pass: every gradient is that of the whole batch, and every running statistic too. */
    public void gather() {
        replicas.gather();
    }

    /** After the backward pass of this device alone. */
    void settleHere() {
        if (!isFrozen) {
            variances.settle(images);
        }
    }

    /** The forward pass of this device alone. */
    NDList forwardHere(NDList inputs) {
        images = inputs.get(0).getShape().get(0);
        if (!isFrozen) {
            variances.keep();
        }
        if (recorded != null) {
            return network.withExtras(store, recorded.train(inputs));
        }
        return network.forward(store, inputs, true);
    }

    /** Embeddings {@code [N, d]} with running statistics and without dropout. */
    public NDArray embed(NDArray images) {
        if (recorded != null) {
            return recorded.embed(images);
        }
        return network.forward(store, new NDList(images), false).get(0);
    }

    @Override
    public ImageForm form() {
        return ImageForm.trained(input);
    }

    @Override
    public int dimension() {
        return embedding;
    }

    @Override
    public float[][] embed(FloatBuffer pixels, int count) {
        try (NDManager scope = manager.newSubManager()) {
            parts.forEach(part -> scope.tempAttachAll(part.array()));
            NDArray rows = embed(HostToEngine.floats(scope, pixels.duplicate().rewind(), imageShape(count)));
            return rows(rows.toFloatArray(), count);
        }
    }

    /** A matrix in one piece as its rows. */
    public static float[][] rows(float[] values, int count) {
        int columns = values.length / count;
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    /** Every array of the model, in the order of the network. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The arrays of the backbone, in the order of its layers: all but what stands on the embedding. */
    public List<Part> backbone() {
        return parts.stream()
                .filter(part -> part.name().startsWith(FaceNetwork.BACKBONE))
                .toList();
    }

    public Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model has no array called " + name));
    }

    /** What stands on the embedding. */
    public NetworkHead head() {
        return head;
    }

    public FaceNetwork network() {
        return network;
    }

    public NDManager manager() {
        return manager;
    }

    /** Number of trained values. */
    public long parameters() {
        return parts.stream()
                .filter(Part::trained)
                .mapToLong(part -> part.array().size())
                .sum();
    }

    @Override
    public void close() {
        replicas.close();
        manager.close();
    }
}
