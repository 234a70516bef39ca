package marginlab.protocol.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import marginlab.file.text.TextTable;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** To which template and medium each image of IJB belongs, in the order of the list. */
public final class TemplateImages {
    private final int[] templates;
    private final long[] keys; // template and medium of each image
    private final long[] sorted;

    /** Template and medium of each image. */
    public TemplateImages(int[] templates, int[] media) {
        if (templates.length != media.length || templates.length == 0) {
            throw new ProblemException(new Problem(
                    "image list", templates.length + " templates and " + media.length + " media", "one each an image"));
        }
        this.templates = templates.clone();
        keys = IntStream.range(0, templates.length)
                .mapToLong(i -> (long) templates[i] << 32 | media[i] & 0xffffffffL)
                .toArray();
        sorted = keys.clone();
        Arrays.parallelSort(sorted);
    }

    /** Reads {@code ijbX_face_tid_mid.txt}: image, template and medium a line. */
    public static TemplateImages read(Path file) {
        IntStream.Builder templates = IntStream.builder();
        IntStream.Builder media = IntStream.builder();
        TextTable.read(file, 3, "IMAGE TEMPLATE MEDIUM", (place, fields) -> {
            templates.add(TextTable.integer(place, fields[1]));
            media.add(TextTable.integer(place, fields[2]));
        });
        return new TemplateImages(templates.build().toArray(), media.build().toArray());
    }

    /**
     * Reads the last column of {@code ijbX_name_5pts_score.txt}: name, ten coordinates and the detector's score a line.
     *
     * @param images the list of {@link #read}, whose images these must be, in its order
     */
    public static double[] readDetectorScores(Path file, Path images) {
        List<String> names = new ArrayList<>();
        TextTable.read(images, 3, "IMAGE TEMPLATE MEDIUM", (place, fields) -> names.add(fields[0]));
        DoubleStream.Builder scores = DoubleStream.builder();
        Iterator<String> expected = names.iterator();
        TextTable.read(file, 12, "NAME X1 Y1 ... X5 Y5 SCORE", (place, fields) -> {
            String name = expected.hasNext() ? expected.next() : "the end";
            if (!fields[0].equals(name)) {
                throw new ProblemException(
                        new Problem(place, "image " + fields[0], name + ", as in the same line of " + images));
            }
            double score = TextTable.number(place, fields[11]);
            if (!(score > 0)) {
                throw new ProblemException(new Problem(place, "detector score " + fields[11], "a score above 0"));
            }
            scores.add(score);
        });
        return scores.build().toArray();
    }

    int size() {
        return templates.length;
    }

    int template(int image) {
        return templates[image];
    }

    /** All templates, rising. */
    int[] templateIds() {
        return Arrays.stream(templates).sorted().distinct().toArray();
    }

    /** Images of the same template and medium, this one included. */
    int sharers(int image) {
        return lower(keys[image] + 1) - lower(keys[image]);
    }

    private int lower(long key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
