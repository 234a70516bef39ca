package marginlab.dataset.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.audit.DatasetOverlap;
import marginlab.experiment.setting.Subset;
import marginlab.file.text.TextLines;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.random.CounterRandom;

/** Which people of a set are trained on: everybody, until some are left out. */
final class IdentitySelection {
    private final int people;
    private final Supplier<int[]> reader;
    private final BitSet kept;
    /** The label of each image; read when it is first needed, since that takes seconds on a large set. */
    private int[] labels;

    /** @param labels the label of each image */
    IdentitySelection(int people, Supplier<int[]> labels) {
        this.people = people;
        this.reader = labels;
        this.kept = new BitSet(people);
        kept.set(0, people);
    }

    /** Leaves out who has fewer images. */
    void keepAtLeast(int minImages) {
        if (minImages <= 1) {
            return;
        }
        int[] counts = new int[people];
        for (int label : imageLabels()) {
            counts[label]++;
        }
        for (int person = 0; person < people; person++) {
            kept.set(person, kept.get(person) && counts[person] >= minImages);
        }
        if (kept.isEmpty()) {
            throw new ProblemException(new Problem(
                    "min-images",
                    minImages + ", which leaves nobody: the most images of a person are "
                            + Arrays.stream(counts).max().orElse(0),
                    "people with at least this many images"));
        }
    }

    /** Leaves out all but so many of those who are left, in an order that only the seed decides. */
    void draw(Subset subset) {
        if (subset.identities() == 0) {
            return;
        }
        int[] order = kept.stream().toArray();
        if (order.length < subset.identities()) {
            throw new ProblemException(new Problem(
                    "identities",
                    subset.identities() + " of a training set with " + order.length,
                    "at most as many as there are",
                    "Lower 'identities' or 'min-images'"));
        }
        new CounterRandom(subset.seed(), 0x1DE).shuffle(order);
        kept.clear();
        for (int k = 0; k < subset.identities(); k++) {
            kept.set(order[k]);
        }
    }

    /** Leaves out the people of a list by their names, or by their numbers where the set has no names. */
    void drop(Path list, LabelledImages faces) {
        Map<String, List<Integer>> known = new HashMap<>();
        for (int person = 0; person < people; person++) {
            known.computeIfAbsent(DatasetOverlap.folded(faces.identity(person)), name -> new ArrayList<>(1))
                    .add(person);
        }
        for (TextLines.TextLine line : TextLines.read(list)) {
            List<Integer> named = known.get(DatasetOverlap.folded(line.name()));
            if (named == null) {
                throw line.broken(faces.isNamed() ? "the name of a person of the set" : "a number below " + people);
            }
            // Two folders of one name, but for capitals or a blank, are left out both.
            named.forEach(kept::clear);
        }
        if (kept.isEmpty()) {
            throw FileProblem.at(list.toString(), "everybody", "a list that leaves people to train on");
        }
    }

    /** How many are left. */
    int count() {
        return kept.cardinality();
    }

    /** The images of those who are left, or null where that is everybody. */
    int[] images() {
        if (count() == people) {
            return null;
        }
        int[] all = imageLabels();
        int[] chosen = new int[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (kept.get(all[i])) {
                chosen[count++] = i;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /** The new label of each person without gaps, -1 for those left out; null where everybody is left. */
    int[] labels() {
        if (count() == people) {
            return null;
        }
        int[] labelOf = new int[people];
        int next = 0;
        for (int person = 0; person < people; person++) {
            labelOf[person] = kept.get(person) ? next++ : -1;
        }
        return labelOf;
    }

    private int[] imageLabels() {
        if (labels == null) {
            labels = reader.get();
        }
        return labels;
    }
}
