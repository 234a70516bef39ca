package marginlab.run.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.dataset.LabelledImages;
import marginlab.file.npy.MatrixRows;
import marginlab.image.decode.EncodedImages;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.AngleStatistics;

/**
 * All images of the first people of a training set, few enough to embed after every trial: what the angles of the paper's
 * Table 3 and its picture of two-dimensional features are taken from. Of a vast set, those among its first images.
 */
public final class TrainingSample implements EncodedImages {
    private static final int MOST_IMAGES = 2000;

    /** Where a set has no identity table each label is read from the file. */
    private static final int MOST_LOOKED_AT = 500_000;

    /** Each centre is compared with all others, which takes a second for as many of 512 dimensions. */
    private static final int MOST_CENTRES = 5000;

    private final LabelledImages faces;
    private final int people;
    private final int[] chosen;

    private TrainingSample(LabelledImages faces, int people, int[] chosen) {
        this.faces = faces;
        this.people = people;
        this.chosen = chosen;
    }

    /** As many people as have at most 2,000 images together among those looked at, at least one. */
    public static TrainingSample of(LabelledImages faces) {
        int[] images = new int[faces.identities()];
        int[] labels = new int[Math.min(MOST_LOOKED_AT, faces.size())];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = faces.label(i);
            images[labels[i]]++;
        }
        int people = 0;
        int count = 0;
        while (people < images.length && (count == 0 || count + images[people] <= MOST_IMAGES)) {
            count += images[people++];
        }
        int[] chosen = new int[count];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < people) {
                chosen[next++] = i;
            }
        }
        return new TrainingSample(faces, people, chosen);
    }

    /** The identity on each image. */
    public long[] labels() {
        return Arrays.stream(chosen).mapToLong(faces::label).toArray();
    }

    /** Those of the rows of the whole set that are of these images. */
    public float[][] of(float[][] rows) {
        return Arrays.stream(chosen).mapToObj(image -> rows[image]).toArray(float[][]::new);
    }

    /**
     * The angles of Table 3.
     *
     * @param embeddings of these images
     * @param centres of all classes, or null where the objective has none
     */
    public ProtocolOutcome angles(String set, float[][] embeddings, float[][] centres) {
        float[][] some = centres == null || centres.length <= MOST_CENTRES
                ? centres
                : Arrays.copyOf(centres, Math.max(people, MOST_CENTRES));
        ProtocolOutcome outcome =
                AngleStatistics.score(set, MatrixRows.of(embeddings), labels(), some, new JavaMatrixProduct());
        List<String> notes = new ArrayList<>(outcome.notes());
        long shown = Arrays.stream(labels()).distinct().count();
        String found = shown + " of " + faces.identities() + " people, " + chosen.length + " images";
        if (faces.size() > MOST_LOOKED_AT) {
            notes.add(found + ", among the first " + MOST_LOOKED_AT + " images");
        } else if (people < faces.identities()) {
            notes.add(found);
        }
        if (some != null && some.length < centres.length) {
            notes.add("w-inter among the first " + some.length + " of " + centres.length + " class centres");
        }
        return new ProtocolOutcome(outcome.set(), outcome.variant(), outcome.metrics(), outcome.folds(), notes);
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public byte[] encoded(int i) {
        return faces.encoded(chosen[i]);
    }

    @Override
    public String name(int i) {
        return faces.name(chosen[i]);
    }

    /** The training set stays open: it is its owner who closes it. */
    @Override
    public void close() {}
}
