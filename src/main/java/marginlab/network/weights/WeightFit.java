package marginlab.network.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import marginlab.experiment.setting.Settings;
import marginlab.network.weights.Layer.Kind;
import marginlab.network.weights.Layer.Role;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/**
 * Which array of a file is which of a network, by names and shapes: told from the heads of the file, before anything is trained.
 *
 * @param arrays in the order of the network; whole where nothing is said against the file
 * @param centres the array of the class centres, where the settings ask for it
 * @param trainer whose names they have
 * @param isTorch whether PyTorch wrote the file
 */
record WeightFit(List<Match> arrays, Optional<Match> centres, Trainer trainer, boolean isTorch) {
    /** What stands before the names of a network inside a checkpoint or a parallel one. */
    private static final List<String> PREFIXES = List.of(
            "", "module.", "backbone.", "state_dict.", "state_dict_backbone.", "state_dict_backbone.module.", "model.");

    /** What ends the names of arrays that a network's outputs do not hang on. */
    private static final String COUNTS = "num_batches_tracked";

    /** Of arcface_torch's MobileFaceNet, which has groups of several channels and no biases: another network of that name. */
    private static final String OTHER_MOBILE = "layers.0.layers.0.weight";

    private static final int SHOWN = 5;

    /**
     * An array with its place in the network.
     *
     * @param name in the file
     */
    record Match(Layer layer, Role role, String name, WeightArray array) {}

    /**
     * Where the arrays of a file are meant for the network.
     *
     * @param matches how many names are the network's
     */
    private record Naming(Trainer trainer, String prefix, long matches) {}

    /**
     * Finds the arrays of the settings' network.
     *
     * @throws ProblemException that names every array that does not fit
     */
    static WeightFit of(Settings settings, Path path) {
        return new Finder(settings, path, WeightFile.read(path)).find();
    }

    /** A file that is looked through. */
    private record Finder(Settings settings, Path path, WeightFile file, Problems problems, Set<String> used) {
        Finder(Settings settings, Path path, WeightFile file) {
            this(settings, path, file, new Problems(), new HashSet<>());
        }

        WeightFit find() {
            List<Layer> layers = BackboneLayers.of(settings.backbone(), settings.input(), settings.embedding());
            Naming naming = naming(layers);
            List<Match> matches = new ArrayList<>();
            for (Layer layer : layers) {
                for (Role role : layer.kind().roles()) {
                    match(naming, layer, role).ifPresent(matches::add);
                }
            }
            Optional<Match> centres = settings.firstWeights().centres() ? centres(naming) : Optional.empty();
            refuseOthers(naming);
            problems.raise();
            return new WeightFit(List.copyOf(matches), centres, naming.trainer(), file.isTorch());
        }

        private Optional<Match> match(Naming naming, Layer layer, Role role) {
            List<String> names = layer.arrayNames(naming.trainer(), role).stream()
                    .map(name -> naming.prefix() + name)
                    .toList();
            Optional<String> name =
                    names.stream().filter(file.arrays()::containsKey).findFirst();
            String expected = "the shape " + layer.shape(role);
            if (name.isEmpty()) {
                problems.add(path.toString(), "no array " + String.join(" or ", names), "one of " + expected, "");
                return Optional.empty();
            }
            used.add(name.get());
            WeightArray array = file.arrays().get(name.get());
            if (!fits(array.shape(), layer, role)) {
                problems.add(
                        path + ", array " + name.get(),
                        "the shape " + Arrays.toString(array.shape()),
                        expected + ", as " + settings.backbone().label() + " has it at input " + settings.input()
                                + " and embedding " + settings.embedding(),
                        "");
                return Optional.empty();
            }
            return Optional.of(new Match(layer, role, name.get(), array));
        }

        private Optional<Match> centres(Naming naming) {
            List<String> names = naming.trainer().centreNames();
            Optional<String> name =
                    names.stream().filter(file.arrays()::containsKey).findFirst();
            if (name.isEmpty()) {
                problems.add(
                        path.toString(),
                        "no class centres",
                        "an array " + String.join(" or ", names),
                        "Without init.centres they are drawn");
                return Optional.empty();
            }
            used.add(name.get());
            return Optional.of(new Match(null, null, name.get(), file.arrays().get(name.get())));
        }

        /** Names that the network does not have: another network's, so that what fits fits by chance. */
        private void refuseOthers(Naming naming) {
            Set<String> heads = new HashSet<>(naming.trainer().centreNames());
            Set<String> others = new TreeSet<>();
            for (String name : file.arrays().keySet()) {
                boolean isInside = name.startsWith(naming.prefix()) && !name.startsWith("state_optimizer.");
                boolean isKnown = used.contains(name)
                        || heads.contains(name)
                        || name.endsWith(COUNTS)
                        || name.startsWith("pixel_");
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
                    .flatMap(trainer -> PREFIXES.stream()
                            .map(prefix -> new Naming(trainer, prefix, matches(layers, trainer, prefix))))
                    .max(Comparator.comparingLong(Naming::matches))
                    .orElseThrow();
            if (best.matches() == 0) {
                boolean isOtherMobile = file.arrays().keySet().stream().anyMatch(name -> name.endsWith(OTHER_MOBILE));
                throw new ProblemException(new Problem(
                        path.toString(),
                        file.arrays().size() + " arrays, none with a name of "
                                + settings.backbone().label() + ": "
                                + some(file.arrays().keySet()),
                        "names as arcface_mxnet or arcface_torch give them: "
                                + some(Trainer.all().stream()
                                        .flatMap(trainer -> layers.get(0).arrayNames(trainer, Role.WEIGHT).stream())
                                        .toList()),
                        isOtherMobile
                                ? "arcface_torch's MobileFaceNet has groups of several channels and twice the width: no backbone"
                                        + " here is that network; as ONNX it can be a row under 'networks'"
                                : ""));
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
    }

    /** Slopes and what squeezes are written with sides of one behind the channels. */
    private static boolean fits(long[] found, Layer layer, Role role) {
        List<Long> expected = layer.shape(role);
        int length = found.length;
        if (layer.kind() == Kind.SLOPES || layer.kind() == Kind.GATE) {
            while (length > expected.size() && found[length - 1] == 1) {
                length--;
            }
        }
        return Arrays.stream(found, 0, length).boxed().toList().equals(expected);
    }

    private static String some(Iterable<String> names) {
        List<String> shown = new ArrayList<>();
        names.forEach(shown::add);
        String first = String.join(", ", shown.stream().limit(SHOWN).toList());
        return shown.size() > SHOWN ? first + ", ..." : first;
    }
}
