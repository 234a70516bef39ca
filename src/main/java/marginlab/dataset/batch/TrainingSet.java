package marginlab.dataset.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Subset;
import marginlab.problem.FileProblem;

/**
 * What an experiment trains on: one or several sets joined, people with too few images left out, labels counted anew without
 * gaps. People of different sets are different people.
 */
public final class TrainingSet implements LabelledImages {
    private final List<LabelledImages> parts;
    /** First image of each part in the joined numbering, then their number. */
    private final int[] offsets;
    /** Joined number of each image that is kept; null when all are. */
    private final int[] kept;
    /** New label of each joined label, or -1 for people who are left out; null when labels stay. */
    private final int[] relabelled;
    /** Joined label of each new label; null when labels stay. */
    private final int[] originals;

    private final int size;
    private final int identities;

    /**
     * A training set; it owns its parts.
     *
     * @param minImages people with fewer images are left out
     */
    public TrainingSet(List<? extends LabelledImages> sets, int minImages) {
        this(sets, people -> people.keepAtLeast(minImages));
    }

    /** A training set of which some people are left out and others drawn. */
    public static TrainingSet of(List<? extends LabelledImages> sets, int minImages, Subset subset) {
        return new TrainingSet(sets, people -> {
            people.keepAtLeast(minImages);
            people.draw(subset);
        });
    }

    /** A set without the people of a list, one name a line; it owns the set. */
    public static TrainingSet without(LabelledImages faces, Path list) {
        return new TrainingSet(List.of(faces), people -> people.drop(list, faces));
    }

    private TrainingSet(List<? extends LabelledImages> sets, Consumer<IdentitySelection> choice) {
        parts = List.copyOf(sets);
        offsets = new int[parts.size() + 1];
        int people = 0;
        for (int p = 0; p < parts.size(); p++) {
            offsets[p + 1] = sum(offsets[p], parts.get(p).size(), "images");
            people = sum(people, parts.get(p).identities(), "people");
        }
        int images = offsets[parts.size()];
        IdentitySelection chosen = new IdentitySelection(people, () -> {
            int[] labels = new int[images];
            for (int i = 0; i < images; i++) {
                labels[i] = joinedLabel(i);
            }
            return labels;
        });
        choice.accept(chosen);
        kept = chosen.images();
        relabelled = chosen.labels();
        size = kept == null ? images : kept.length;
        identities = chosen.count();
        originals = relabelled == null ? null : new int[identities];
        for (int label = 0; originals != null && label < relabelled.length; label++) {
            if (relabelled[label] >= 0) {
                originals[relabelled[label]] = label;
            }
        }
    }

    private static int sum(int a, int b, String what) {
        long sum = (long) a + b;
        if (sum > Integer.MAX_VALUE) {
            throw FileProblem.at(
                    "training set", sum + " " + what + " or more", "at most " + Integer.MAX_VALUE + " in all");
        }
        return (int) sum;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int label(int i) {
        int label = joinedLabel(joined(i));
        return relabelled == null ? label : relabelled[label];
    }

    @Override
    public boolean isNamed() {
        return parts.stream().allMatch(LabelledImages::isNamed);
    }

    @Override
    public String identity(int label) {
        int joined = originals == null ? label : originals[label];
        int part = 0;
        while (joined >= parts.get(part).identities()) {
            joined -= parts.get(part++).identities();
        }
        return parts.get(part).identity(joined);
    }

    @Override
    public byte[] encoded(int i) {
        int image = joined(i);
        int part = part(image);
        return parts.get(part).encoded(image - offsets[part]);
    }

    @Override
    public String name(int i) {
        int image = joined(i);
        int part = part(image);
        return parts.get(part).name(image - offsets[part]);
    }

    @Override
    public void close() {
        parts.forEach(LabelledImages::close);
    }

    private int joined(int i) {
        return kept == null ? i : kept[i];
    }

    private int part(int image) {
        int part = 0;
        while (image >= offsets[part + 1]) {
            part++;
        }
        return part;
    }

    private int joinedLabel(int image) {
        int part = part(image);
        int before = 0;
        for (int p = 0; p < part; p++) {
            before += parts.get(p).identities();
        }
        return before + parts.get(part).label(image - offsets[part]);
    }
}
