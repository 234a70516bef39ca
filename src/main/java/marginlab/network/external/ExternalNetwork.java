package marginlab.network.external;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import marginlab.engine.HostToEngine;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.file.FolderTree;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** A network that others trained, opened by its engine. Crashes of native code are the process' own: it is opened in one of its own. */
public final class ExternalNetwork implements EmbeddingNetwork {
    /** Images at once, unless the file says otherwise: more are no faster on a processor. */
    public static final int BATCH = 16;

    private final String place;
    private final Path folder;
    private final Model model;
    private final ImageForm form;
    private final NetworkFacts facts;
    private final int dimension;

    private ExternalNetwork(String place, NetworkFacts facts, Path folder, Model model, ImageForm form) {
        this.place = place;
        this.facts = facts;
        this.folder = folder;
        this.model = model;
        this.form = form;
        FloatBuffer grey = FloatBuffer.allocate(values(1));
        float[][] first = embed(grey, 1);
        dimension = first[0].length;
        if (dimension < 2) {
            close();
            throw new ProblemException(
                    new Problem(place, "an output of " + dimension + " numbers an image", "an embedding"));
        }
    }

    /**
     * Opens a network.
     *
     * @param trusted whether the user has said that it may run a program
     * @throws ProblemException where it may not, or the engine cannot open it
     */
    public static ExternalNetwork open(NetworkFile file, ImageForm form, boolean trusted) {
        String place = file.main().toString();
        NetworkContent content = file.content();
        NetworkFacts facts = content.facts();
        if (!trusted) {
            facts.requireArithmetic(place);
        }
        Optional<InputSize> fixed = facts.size();
        if (fixed.isPresent() && !fixed.get().equals(form.size())) {
            throw new ProblemException(new Problem(
                    place,
                    "images of " + form.size().label() + " pixels",
                    fixed.get().label() + ", as the network has them"));
        }
        facts.format().requireEngine(place);
        try {
            Path folder = Files.createTempDirectory("marginlab-network");
            try {
                content.put(folder);
                Model model = Model.newInstance(
                        NetworkContent.PREFIX,
                        Engine.getEngine(facts.format().engine()).defaultDevice(),
                        facts.format().engine());
                String prefix = facts.format() == NetworkFormat.ONNX
                        ? file.main().getFileName().toString()
                        : NetworkContent.PREFIX;
                model.load(folder, prefix, content.options());
                return new ExternalNetwork(place, facts, folder, model, form);
            } catch (IOException | MalformedModelException | RuntimeException e) {
                FolderTree.delete(folder);
                throw e;
            }
        } catch (MalformedModelException | EngineException | IllegalArgumentException e) {
            throw refused(place, facts, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + place, e);
        }
    }

    private static ProblemException refused(String place, NetworkFacts facts, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new ProblemException(
                new Problem(
                        place,
                        "a network that " + facts.format().engine() + " does not run: " + said,
                        "one that turns images [N, 3, height, width] into embeddings [N, d]"),
                e);
    }

    /** What the file says of itself. */
    public NetworkFacts facts() {
        return facts;
    }

    /** The same network, which takes its images otherwise; one of both is closed. */
    public ExternalNetwork taking(ImageForm other) {
        return new ExternalNetwork(place, facts, folder, model, other);
    }

    @Override
    public ImageForm form() {
        return form;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** Learned numbers; -1 where neither file nor engine tells. */
    public long parameters() {
        if (facts.parameters() >= 0 || facts.format() != NetworkFormat.TORCHSCRIPT) {
            return facts.parameters();
        }
        // Of TorchScript, DJL's parameters have arrays and no shapes.
        return model.getBlock().getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    private int values(int images) {
        return Math.multiplyExact(images, 3 * form.size().height() * form.size().width());
    }

    @Override
    public float[][] embed(FloatBuffer pixels, int images) {
        int most = facts.batch().orElse(images);
        if (most >= images) {
            return embedAtOnce(pixels.duplicate().rewind(), images, most);
        }
        float[][] all = new float[images][];
        for (int first = 0; first < images; first += most) {
            int count = Math.min(most, images - first);
            FloatBuffer some = pixels.duplicate();
            some.position(values(first)).limit(values(first + count));
            System.arraycopy(embedAtOnce(some, count, most), 0, all, first, count);
        }
        return all;
    }

    /** @param batch what the network takes at once: the rest of it is black */
    private float[][] embedAtOnce(FloatBuffer pixels, int images, int batch) {
        FloatBuffer whole = pixels;
        if (batch > images) {
            whole = FloatBuffer.allocate(values(batch)).put(pixels).rewind();
        }
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDArray input = HostToEngine.floats(
                    scope,
                    whole,
                    new Shape(batch, 3, form.size().height(), form.size().width()));
            NDList output =
                    model.getBlock().forward(new ParameterStore(model.getNDManager(), false), new NDList(input), false);
            output.attach(scope);
            float[] values = output.get(0).toFloatArray();
            if (values.length == 0 || values.length % batch != 0) {
                throw new IllegalArgumentException(
                        "an output " + output.get(0).getShape() + " for " + batch + " images");
            }
            float[][] rows = FaceModel.rows(values, batch);
            return batch == images ? rows : Arrays.copyOf(rows, images);
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw refused(place, facts, e);
        }
    }

    @Override
    public void close() {
        model.close();
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
