package marginlab.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import marginlab.data.TemplateSet;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.verify.Extent;
import marginlab.verify.IqiyiVid;
import marginlab.verify.MegaFace;
import marginlab.verify.NoiseList;
import marginlab.verify.NpyRows;
import marginlab.verify.Outcome;
import marginlab.verify.RowSource;
import marginlab.verify.TrillionPairs;

/**
 * A set of templates with the features that a run's network made of them.
 *
 * @param set who is on them
 * @param features float32 {@code [T, d]}, a row a template
 */
record SearchedSet(TemplateSet set, Path features) {

    /** Those of known people are looked for among the others. */
    Outcome megaFace(String variant, Search search) {
        int[] subjects = set.subjects();
        int[] known = where(subjects, subject -> subject >= 0, "an image of a known person, to look for");
        int[] others = where(subjects, subject -> subject < 0, "a distractor, with subject -1");
        boolean[] wrong = NoiseList.read(search.probeNoise(), known.length);
        boolean[] noise = NoiseList.read(search.distractorNoise(), others.length);
        long[] people = IntStream.of(known).mapToLong(row -> subjects[row]).toArray();
        try (NpyRows rows = NpyRows.openFloats(features)) {
            RowSource probes = RowSource.chosen(rows, known);
            RowSource gallery = RowSource.chosen(rows, others);
            return named(
                    variant,
                    Scoring.with(
                            Extent.of(probes, gallery),
                            product -> MegaFace.score(
                                    set.name(), probes.matrix(), people, wrong, gallery, noise, product)));
        }
    }

    /** All of these are looked for in a gallery. */
    Outcome trillionPairs(String variant, SearchedSet gallery) {
        long[] people = longs(set.subjects());
        if (IntStream.of(set.subjects()).allMatch(subject -> subject < 0)) {
            throw new ProblemException(new Problem(
                    "dataset '" + set.name() + "'",
                    "no word of who is on its images",
                    "the person on each",
                    "The answers were never given out: with your own, list the images in format templates"));
        }
        try (NpyRows rows = NpyRows.openFloats(features);
                NpyRows others = NpyRows.openFloats(gallery.features)) {
            return named(
                    variant,
                    Scoring.with(
                            Extent.of(rows, others),
                            product -> TrillionPairs.score(
                                    set.name(), rows, people, others, longs(gallery.set.subjects()), product)));
        }
    }

    /** Each person, as the mean of the videos of a set, looks for own videos in this one. */
    Outcome iqiyiVid(String variant, SearchedSet people) {
        long[] shown = longs(set.subjects());
        try (NpyRows rows = NpyRows.openFloats(features)) {
            Map<Integer, float[]> means = people.means();
            long[] identities =
                    means.keySet().stream().mapToLong(Integer::longValue).toArray();
            RowSource persons = RowSource.of(means.values().toArray(float[][]::new));
            return named(
                    variant,
                    Scoring.with(
                                    Extent.of(persons, rows),
                                    product -> IqiyiVid.score(set.name(), persons, identities, rows, shown, product))
                            .noting(means.size() + " people, each the mean of the videos in " + people.set.name()));
        }
    }

    /** The mean feature of each person who is known; its length does not matter to those who compare angles. */
    private Map<Integer, float[]> means() {
        int[] subjects = set.subjects();
        Map<Integer, float[]> means = new LinkedHashMap<>();
        try (NpyRows rows = NpyRows.openFloats(features)) {
            float[] row = new float[rows.dimension()];
            for (int i : where(subjects, subject -> subject >= 0, "a video of a known person")) {
                rows.read(i, 1, row);
                float[] sum = means.computeIfAbsent(subjects[i], subject -> new float[row.length]);
                for (int j = 0; j < row.length; j++) {
                    sum[j] += row[j];
                }
            }
        }
        return means;
    }

    private int[] where(int[] subjects, IntPredicate wanted, String expected) {
        int[] rows = IntStream.range(0, subjects.length)
                .filter(row -> wanted.test(subjects[row]))
                .toArray();
        if (rows.length == 0) {
            throw new ProblemException(new Problem("dataset '" + set.name() + "'", "none", "at least " + expected));
        }
        return rows;
    }

    private static long[] longs(int[] numbers) {
        return IntStream.of(numbers).asLongStream().toArray();
    }

    private static Outcome named(String variant, Outcome outcome) {
        return new Outcome(outcome.set(), variant, outcome.metrics(), outcome.folds(), List.copyOf(outcome.notes()));
    }
}
