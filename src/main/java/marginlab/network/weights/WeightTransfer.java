package marginlab.network.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.weights.Layer.Role;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/**
 * Puts the weights of a file into a model, array by array; all or nothing.
 *
 * <p>arcface_torch divides {@code x - 127.5} of a pixel by 127.5 where networks are given {@code (x - 127.5) / 128} here: the weights
 * of the first convolution of its files are multiplied by 128 / 127.5, and the embeddings are the same.
 */
public final class WeightTransfer {
    /** Which program made an ONNX file that can be read back: in others layers may be joined. */
    public static final String PRODUCER = "marginlab";

    private static final double DIVISOR = 128;

    private final FaceModel model;
    private final Path path;
    private final WeightFit fit;
    private final Problems problems = new Problems();

    private WeightTransfer(FaceModel model, Settings settings, Path path) {
        this.model = model;
        this.path = path;
        this.fit = WeightFit.of(settings, path);
    }

    /**
     * Whether the file of a network's settings fits it, by names and shapes.
     *
     * @throws ProblemException that names every array that does not
     */
    public static void check(Settings settings, Path path) {
        WeightFit.of(settings, path);
    }

    /**
     * Starts a model from the file of its settings.
     *
     * @throws ProblemException that names every array that does not fit; then the model is as before
     */
    public static void into(FaceModel model, Settings settings, Path path) throws IOException {
        new WeightTransfer(model, settings, path).apply();
    }

    private void apply() throws IOException {
        Map<FaceModel.Part, float[]> values = new LinkedHashMap<>();
        Iterator<FaceModel.Part> parts = model.backbone().iterator();
        Layer output = fit.arrays().get(fit.arrays().size() - 1).layer();
        for (WeightFit.Match match : fit.arrays()) {
            float[] numbers = numbers(match);
            boolean isFixed = match.layer() == output && match.role() == Role.SCALE;
            values.put(parts.next(), isFixed ? fixedScale(match, numbers) : numbers);
        }
        fit.centres().ifPresent(match -> centres(match, values));
        problems.raise();
        firstConvolution(values);
        for (Map.Entry<FaceModel.Part, float[]> entry : values.entrySet()) {
            fill(entry.getKey(), entry.getValue());
        }
    }

    private float[] numbers(WeightFit.Match match) {
        float[] values = match.array().values().get();
        if (!allFinite(values)) {
            problems.add(path + ", array " + match.name(), "a value that is not finite", "numbers", "");
        }
        return values;
    }

    /** The scale of the last normalisation is one and never trained; MXNet takes it for one whatever its file says. */
    private float[] fixedScale(WeightFit.Match match, float[] values) {
        float[] ones = new float[values.length];
        Arrays.fill(ones, 1);
        if (fit.trainer() != Trainer.ARCFACE_MXNET && !Arrays.equals(values, ones)) {
            problems.add(
                    path + ", array " + match.name(),
                    "values other than 1",
                    "1, which is fixed after the output layer",
                    "");
        }
        return ones;
    }

    private void centres(WeightFit.Match match, Map<FaceModel.Part, float[]> values) {
        FaceModel.Part part = model.part(FaceNetwork.CENTRES);
        long[] expected = part.array().getShape().getShape();
        if (Arrays.equals(match.array().shape(), expected)) {
            values.put(part, match.array().values().get());
            return;
        }
        problems.add(
                path + ", array " + match.name(),
                "centres of shape " + Arrays.toString(match.array().shape()),
                "the shape " + Arrays.toString(expected) + ": one for each identity that is trained on",
                "Without init.centres they are drawn");
    }

    private void firstConvolution(Map<FaceModel.Part, float[]> values) {
        if (fit.isTorch()) {
            float[] weights = values.get(model.backbone().get(0));
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= (float) (DIVISOR / Trainer.ARCFACE_TORCH.divisor());
            }
        }
    }

    private static void fill(FaceModel.Part part, float[] values) throws IOException {
        int[] next = {0};
        ArrayChunks.write(part.array(), piece -> {
            System.arraycopy(values, next[0], piece, 0, piece.length);
            next[0] += piece.length;
        });
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
