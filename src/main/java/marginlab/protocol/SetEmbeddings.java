package marginlab.protocol;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.Dataset;
import marginlab.file.npy.NpyRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A set that a network embedded, with what its protocol needs beside it. Which of the files are there depends on what the
 * protocol {@linkplain Protocol#embeds() embeds}.
 *
 * @param row of the catalog
 * @param templates its images in groups, and who is on them; null where it is a list of pairs
 * @param plain float32 {@code [2N, d]} of pairs or {@code [M, d]} of images
 * @param flipped the same of the mirrored images
 * @param same bool {@code [N]} of pairs
 * @param features float32 {@code [T, d]}, a row a template
 * @param sets others, by what they are to the protocol
 * @param lists files, by what they are to the protocol
 */
public record SetEmbeddings(
        Dataset row,
        TemplateSet templates,
        Path plain,
        Path flipped,
        Path same,
        Path features,
        Map<String, SetEmbeddings> sets,
        Map<String, Path> lists) {

    /** Its name in the catalog. */
    public String name() {
        return row.name();
    }

    /** The templates whose subjects are such, at least one. */
    int[] where(IntPredicate wanted, String expected) {
        return where(name(), templates, wanted, expected);
    }

    /** The templates of a set whose subjects are such, at least one. */
    static int[] where(String name, TemplateSet set, IntPredicate wanted, String expected) {
        int[] subjects = set.subjects();
        int[] rows = IntStream.range(0, subjects.length)
                .filter(row -> wanted.test(subjects[row]))
                .toArray();
        if (rows.length == 0) {
            throw new ProblemException(new Problem("dataset '" + name + "'", "none", "at least " + expected));
        }
        return rows;
    }

    /** Who is on each template. */
    long[] people() {
        return IntStream.of(templates.subjects()).asLongStream().toArray();
    }

    /** The mean feature of each person who is known; its length does not matter to those who compare angles. */
    Map<Integer, float[]> means() {
        int[] subjects = templates.subjects();
        Map<Integer, float[]> means = new LinkedHashMap<>();
        try (NpyRows rows = NpyRows.openFloats(features)) {
            float[] row = new float[rows.dimension()];
            for (int i : where(subject -> subject >= 0, "a video of a known person")) {
                rows.read(i, 1, row);
                float[] sum = means.computeIfAbsent(subjects[i], subject -> new float[row.length]);
                for (int j = 0; j < row.length; j++) {
                    sum[j] += row[j];
                }
            }
        }
        return means;
    }
}
