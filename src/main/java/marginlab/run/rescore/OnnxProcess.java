package marginlab.run.rescore;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import marginlab.dataset.batch.EvaluationBatch;
import marginlab.dataset.batch.EvaluationBatches;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.engine.HostToEngine;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.experiment.setting.Settings;
import marginlab.file.AtomicMove;
import marginlab.file.json.Json;
import marginlab.file.npy.Npy;
import marginlab.image.decode.EncodedImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.external.NetworkFile;
import marginlab.network.onnx.OnnxNetwork;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.random.CounterRandom;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;

/**
 * The process that writes the network of a finished run as ONNX. The file has its name only when ONNX Runtime gave the run's own
 * embeddings with it.
 */
public final class OnnxProcess {
    /** Of the length of an embedding. */
    private static final double TOLERANCE = 1e-4;

    private static final int IMAGES = 32;
    private static final String NOISE = "noise";

    private final RunFolder folder;
    private final Catalog catalog;
    private final Path out;
    private final Settings settings;

    private OnnxProcess(RunFolder folder, Catalog catalog, Path out) throws IOException {
        this.folder = folder;
        this.catalog = catalog;
        this.out = out;
        this.settings = folder.trial().settings();
    }

    /** Arguments: run folder, catalog, two that are of no use here, the file to be written. */
    public static void main(String[] arguments) throws IOException {
        HelperAnswer.to(() -> Json.line(new OnnxProcess(
                        new RunFolder(Path.of(arguments[0])),
                        BuiltInCatalog.open(Path.of(arguments[1])),
                        Path.of(arguments[4]))
                .write()));
    }

    /** Images with what the run gave for them. */
    private record ExpectedEmbeddings(String name, FloatBuffer pixels, float[][] expected) {}

    private OnnxExport write() throws IOException {
        Path aside = out.resolveSibling(out.getFileName() + ".part.onnx");
        Files.createDirectories(out.toAbsolutePath().getParent());
        try (EmbeddingNetwork network = TrainedNetwork.open(folder, "")) {
            if (!(network instanceof FaceModel model)) {
                throw new ProblemException(new Problem(
                        "run " + folder.trial().id(),
                        "a network that others trained",
                        "one that was trained here",
                        "It is a file already: " + folder.path()));
            }
            Files.write(aside, OnnxNetwork.of(model, settings).toByteArray());
            Optional<ExpectedEmbeddings> kept = stored();
            ExpectedEmbeddings sample = kept.isPresent() ? kept.get() : noise(model);
            double difference = check(aside, sample);
            AtomicMove.synced(aside, out);
            return new OnnxExport(
                    out.toString(), OnnxNetwork.OPSET, sample.name(), sample.expected().length, difference);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private double check(Path file, ExpectedEmbeddings sample) {
        ImageForm form = new ImageForm(InputSize.square(settings.input()), PixelScale.BYTES, ColourOrder.RGB);
        double largest = 0;
        try (ExternalNetwork written = ExternalNetwork.open(NetworkFile.of(file), form, false)) {
            float[][] found = written.embed(sample.pixels(), sample.expected().length);
            for (int i = 0; i < found.length; i++) {
                largest = Math.max(largest, difference(found[i], sample.expected()[i]));
            }
        }
        if (!(largest <= TOLERANCE)) {
            throw new ProblemException(new Problem(
                    out.toString(),
                    "embeddings in ONNX Runtime that differ from the run's own by " + largest + " of their length, on "
                            + sample.name(),
                    "at most " + TOLERANCE,
                    "Nothing was written"));
        }
        return largest;
    }

    private static double difference(float[] found, float[] expected) {
        double apart = 0;
        double length = 0;
        for (int k = 0; k < expected.length; k++) {
            apart += Math.pow(found[k] - (double) expected[k], 2);
            length += Math.pow(expected[k], 2);
        }
        return Math.sqrt(apart / length);
    }

    /** Images of a verified set, with the embeddings that the run keeps. */
    private Optional<ExpectedEmbeddings> stored() throws IOException {
        for (String name : settings.verify()) {
            Path kept = folder.plainEmbeddings(name);
            if (!Files.exists(kept)
                    || !catalog.fingerprint(name)
                            .equals(folder.trial().fingerprints().get(name))) {
                continue;
            }
            ImageForm form = new ImageForm(InputSize.square(settings.input()), PixelScale.BYTES, ColourOrder.RGB);
            float[][] rows = Npy.floatRows(kept);
            try (EncodedImages images = catalog.images(name);
                    EvaluationBatches batches = EvaluationBatches.plain(images, form, IMAGES)) {
                EvaluationBatch first = batches.next();
                return Optional.of(
                        new ExpectedEmbeddings(name, copy(first.plain()), Arrays.copyOf(rows, first.size())));
            }
        }
        return Optional.empty();
    }

    private static FloatBuffer copy(FloatBuffer pixels) {
        return FloatBuffer.allocate(pixels.capacity())
                .put(pixels.duplicate().rewind().limit(pixels.capacity()))
                .rewind();
    }

    /** Where no set is there: pixels at random, by the run's network as it is. */
    private ExpectedEmbeddings noise(FaceModel model) throws IOException {
        CounterRandom random = new CounterRandom(folder.trial().seed());
        int values = 3 * settings.input() * settings.input();
        float[] pixels = new float[IMAGES * values];
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.below(256);
            scaled[i] = (pixels[i] - 127.5f) / 128;
        }
        try (NDManager scope = model.manager().newSubManager()) {
            float[] rows = model.embed(HostToEngine.floats(scope, scaled, model.imageShape(IMAGES)))
                    .toFloatArray();
            return new ExpectedEmbeddings(NOISE, FloatBuffer.wrap(pixels), FaceModel.rows(rows, IMAGES));
        }
    }
}
