package marginlab.network.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.weights.Layer.Kind;
import marginlab.network.weights.Layer.Role;
import marginlab.problem.Problem;
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

    /** What stands before the names of a network inside a checkpoint or a parallel one. */
    private static final List<String> PREFIXES = List.of(
            "", "module.", "backbone.", "state_dict.", "state_dict_backbone.", "state_dict_backbone.module.", "model.");

    /** What ends the names of arrays that a network's outputs do not hang on. */
    private static final String COUNTS = "num_batches_tracked";

    private static final double DIVISOR = 128;
    private static final int SHOWN = 5;

    private final FaceModel model;
    private final Settings settings;
    private final Path path;
    private final WeightFile file;
    private final Problems problems = new Problems();

    /**
     * Where the arrays of a file are meant for the network.
     *
     * @param matches how many names are the network's
     */
    private record Naming(Trainer trainer, String prefix, long matches) {}

    private WeightTransfer(FaceModel model, Settings settings, Path path) {
        this.model = model;
        this.settings = settings;
        this.path = path;
        this.file = WeightFile.read(path);
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
        List<Layer> layers = BackboneLayers.of(settings.backbone());
        Naming naming = naming(layers);
        Map<FaceModel.Part, float[]> values = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        Iterator<FaceModel.Part> parts = model.backbone().iterator();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean isOutput = i == layers.size() - 1;
            for (Role role : layer.kind().roles()) {
                take(naming, layer, role, parts.next(), isOutput, used)
                        .ifPresent(taken -> values.put(taken.part(), taken.values()));
            }
        }
        if (settings.firstWeights().centres()) {
            centres(naming, used, values);
        }
        refuseOthers(naming, used);
        problems.raise();
        firstConvolution(values);
        for (Map.Entry<FaceModel.Part, float[]> entry : values.entrySet()) {
            fill(entry.getKey(), entry.getValue());
        }
    }

    private record TransferredWeights(FaceModel.Part part, float[] values) {}

    private Optional<TransferredWeights> take(
            Naming naming, Layer layer, Role role, FaceModel.Part part, boolean isOutput, Set<String> used) {
        List<String> names = layer.arrayNames(naming.trainer(), role).stream()
                .map(name -> naming.prefix() + name)
                .toList();
        Optional<String> name =
                names.stream().filter(file.arrays()::containsKey).findFirst();
        if (name.isEmpty()) {
            problems.add(path.toString(), "no array " + String.join(" or ", names), "one of " + shape(part), "");
            return Optional.empty();
        }
        used.add(name.get());
        WeightArray array = file.arrays().get(name.get());
        if (!fits(array.shape(), part, layer.kind())) {
            problems.add(
                    path + ", array " + name.get(),
                    "the shape " + Arrays.toString(array.shape()),
                    shape(part) + ", as " + settings.backbone().label() + " has it at input " + settings.input()
                            + " and embedding " + settings.embedding(),
                    "");
            return Optional.empty();
        }
        float[] values = array.values().get();
        if (!allFinite(values)) {
            problems.add(path + ", array " + name.get(), "a value that is not finite", "numbers", "");
        }
        if (isOutput && role == Role.SCALE) {
            return fixedScale(naming, name.get(), part, values);
        }
        return Optional.of(new TransferredWeights(part, values));
    }

    /** The scale of the last normalisation is one and never trained; MXNet takes it for one whatever its file says. */
    private Optional<TransferredWeights> fixedScale(Naming naming, String name, FaceModel.Part part, float[] values) {
        float[] ones = new float[values.length];
        Arrays.fill(ones, 1);
        if (naming.trainer() != Trainer.ARCFACE_MXNET && !Arrays.equals(values, ones)) {
            problems.add(
                    path + ", array " + name, "values other than 1", "1, which is fixed after the output layer", "");
        }
        return Optional.of(new TransferredWeights(part, ones));
    }

    private void centres(Naming naming, Set<String> used, Map<FaceModel.Part, float[]> values) {
        List<String> names = naming.trainer().centreNames();
        Optional<String> name =
                names.stream().filter(file.arrays()::containsKey).findFirst();
        if (name.isEmpty()) {
            problems.add(
                    path.toString(),
                    "no class centres",
                    "an array " + String.join(" or ", names),
                    "Without init.centres they are drawn");
            return;
        }
        used.add(name.get());
        WeightArray array = file.arrays().get(name.get());
        FaceModel.Part part = model.part(FaceNetwork.CENTRES);
        if (!fits(array.shape(), part, Kind.LINEAR)) {
            problems.add(
                    path + ", array " + name.get(),
                    "centres of shape " + Arrays.toString(array.shape()),
                    shape(part) + ": one for each identity that is trained on",
                    "Without init.centres they are drawn");
            return;
        }
        values.put(part, array.values().get());
    }

    /** Names that the network does not have: another network's, so that what fits fits by chance. */
    private void refuseOthers(Naming naming, Set<String> used) {
        Set<String> heads = new HashSet<>(naming.trainer().centreNames());
        Set<String> others = new TreeSet<>();
        for (String name : file.arrays().keySet()) {
            boolean isInside = name.startsWith(naming.prefix()) && !name.startsWith("state_optimizer.");
            boolean isKnown =
                    used.contains(name) || heads.contains(name) || name.endsWith(COUNTS) || name.startsWith("pixel_");
            if (isInside && !isKnown) {
                others.add(name);
            }
        }
        if (!others.isEmpty()) {
            problems.add(
                    path.toString(),
                    others.size() + " arrays that the network does not have: " + some(others),
                    "those of " + settings.backbone().label(),
                    "");
        }
    }

    private Naming naming(List<Layer> layers) {
        Naming best = Trainer.all().stream()
                .flatMap(trainer ->
                        PREFIXES.stream().map(prefix -> new Naming(trainer, prefix, matches(layers, trainer, prefix))))
                .max(Comparator.comparingLong(Naming::matches))
                .orElseThrow();
        if (best.matches() == 0) {
            throw new ProblemException(new Problem(
                    path.toString(),
                    file.arrays().size() + " arrays, none with a name of "
                            + settings.backbone().label() + ": "
                            + some(file.arrays().keySet()),
                    "names as arcface_mxnet or arcface_torch give them: "
                            + some(Trainer.all().stream()
                                    .flatMap(trainer -> layers.get(0).arrayNames(trainer, Role.WEIGHT).stream())
                                    .toList())));
        }
        return best;
    }

    private long matches(List<Layer> layers, Trainer trainer, String prefix) {
        return layers.stream()
                .flatMap(layer ->
                        layer.kind().roles().stream().flatMap(role -> layer.arrayNames(trainer, role).stream()))
                .filter(name -> file.arrays().containsKey(prefix + name))
                .count();
    }

    private void firstConvolution(Map<FaceModel.Part, float[]> values) {
        if (file.isTorch()) {
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

    /** Slopes and what squeezes are written with sides of one behind the channels. */
    private static boolean fits(long[] found, FaceModel.Part part, Kind kind) {
        long[] expected = part.array().getShape().getShape();
        if (kind != Kind.SLOPES && kind != Kind.GATE) {
            return Arrays.equals(found, expected);
        }
        int length = found.length;
        while (length > expected.length && found[length - 1] == 1) {
            length--;
        }
        return Arrays.equals(Arrays.copyOf(found, length), expected);
    }

    private static String shape(FaceModel.Part part) {
        return "the shape " + Arrays.toString(part.array().getShape().getShape());
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static String some(Iterable<String> names) {
        List<String> shown = new ArrayList<>();
        names.forEach(shown::add);
        String first = String.join(", ", shown.stream().limit(SHOWN).toList());
        return shown.size() > SHOWN ? first + ", ..." : first;
    }
}
