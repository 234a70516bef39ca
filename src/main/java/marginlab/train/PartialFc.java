package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import marginlab.engine.HostToEngine;
import marginlab.engine.LayerOperators;
import marginlab.experiment.setting.Recipe;
import marginlab.network.FaceModel;

/**
 * Partial FC: a step compares with the classes of its batch and others drawn at random, so that its cost follows the number
 * drawn and not that of all classes (An et al., arXiv 2203.15565). Only rows that were drawn change: momentum and decay act on
 * them alone, since a pass over a million centres would cost more than the step.
 *
 * <p>The draw follows from seed and step, so that a resumed trial draws the same.
 */
public final class PartialFc {
    private final List<FaceModel.Part> parts;
    private final List<NDArray> momenta = new ArrayList<>();
    private final int classes;
    private final int drawn;
    private final long seed;

    /**
     * Of all classes.
     *
     * @param parts arrays without a gradient that have a row a class, or block after block of them
     * @param drawn classes a step
     */
    public PartialFc(List<FaceModel.Part> parts, int classes, int drawn, long seed) {
        this.parts = List.copyOf(parts);
        this.classes = classes;
        this.drawn = drawn;
        this.seed = seed;
        for (FaceModel.Part part : parts) {
            momenta.add(part.array().getManager().zeros(part.array().getShape()));
        }
    }

    /** The draw of one step. */
    public final class CentreSample {
        private final int[] chosen;
        private final int[] labels;
        private final List<int[]> places = new ArrayList<>();
        private final List<FaceModel.Part> rows = new ArrayList<>();
        private final List<NDArray> rowMomenta = new ArrayList<>();

        private CentreSample(NDManager scope, int[] chosen, int[] batch) {
            this.chosen = chosen;
            this.labels = Arrays.stream(batch)
                    .map(label -> Arrays.binarySearch(chosen, label))
                    .toArray();
            LayerOperators layers = LayerOperators.of(scope);
            for (int i = 0; i < parts.size(); i++) {
                FaceModel.Part part = parts.get(i);
                scope.tempAttachAll(momenta.get(i));
                places.add(places(part.array().getShape().get(0) / classes));
                NDArray index = HostToEngine.ints(scope, places.get(i));
                NDArray some = layers.take(part.array(), index);
                some.setRequiresGradient(true);
                rows.add(new FaceModel.Part(part.name(), some, true, part.decays()));
                rowMomenta.add(layers.take(momenta.get(i), index));
            }
        }

        /** In rising order. */
        private int[] places(long blocks) {
            int[] places = new int[Math.toIntExact(blocks * chosen.length)];
            for (int i = 0; i < places.length; i++) {
                places[i] = i / chosen.length * classes + chosen[i % chosen.length];
            }
            return places;
        }

        /** The batch's labels among the drawn classes. */
        public int[] labels() {
            return labels.clone();
        }

        /** The drawn rows of each array, with a gradient. */
        public List<FaceModel.Part> rows() {
            return rows;
        }

        /** Their momentum. */
        public List<NDArray> momenta() {
            return rowMomenta;
        }

        /** Puts the rows and their momentum back to where they were drawn from. */
        public void putBack() {
            for (int i = 0; i < parts.size(); i++) {
                LayerOperators layers = LayerOperators.of(rowMomenta.get(i).getManager());
                layers.put(parts.get(i).array(), places.get(i), rows.get(i).array());
                layers.put(momenta.get(i), places.get(i), rowMomenta.get(i));
            }
        }
    }

    /**
     * Draws the classes of a step, with those of its batch among them.
     *
     * @param scope of the step, to which all arrays are attached
     */
    public CentreSample draw(NDManager scope, long step, int[] labels) {
        return new CentreSample(scope, chosen(step, labels), labels);
    }

    /** In rising order; more than asked for where the batch alone has more. */
    private int[] chosen(long step, int[] labels) {
        boolean[] own = new boolean[classes];
        int positives = 0;
        for (int label : labels) {
            positives += own[label] ? 0 : 1;
            own[label] = true;
        }
        SplittableRandom random = RandomPurpose.CLASSES.random(seed, step);
        int[] chosen = new int[Math.max(drawn, positives)];
        int wanted = chosen.length - positives;
        int left = classes - positives;
        int next = 0;
        for (int j = 0; j < classes; j++) {
            // Of those left, each is taken with the same chance.
            if (own[j]) {
                chosen[next++] = j;
            } else if (random.nextInt(left--) < wanted) {
                chosen[next++] = j;
                wanted--;
            }
        }
        return chosen;
    }

    /** The momentum arrays by the name of what they move. */
    List<FaceModel.Part> state(Recipe recipe) {
        List<FaceModel.Part> state = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            state.add(new FaceModel.Part(Sgd.saved(parts.get(i).name(), recipe), momenta.get(i), false, false));
        }
        return state;
    }
}
