package marginlab.run.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.PairPeople;
import marginlab.dataset.VerificationSet;
import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.AngleStatistics;

/**
 * Intra2 and Inter2 of the paper's Table 3: how tight the people of a verification set lie around their centres, and how far
 * apart these are, from the embeddings of its pairs. Only people of whom there are two images count, each image once.
 */
public final class PairAngles {
    /** What the smallest angles between centres take stays below a few seconds. */
    private static final int MOST_PEOPLE = 6000;

    private PairAngles() {}

    /**
     * The angles of a set; empty where there are not two people with two images each.
     *
     * @param pairs {@code [2N, d]}, rows 2i and 2i + 1 are the images of pair i
     */
    public static Optional<ProtocolOutcome> of(VerificationSet set, float[][] pairs) {
        PairPeople people = PairPeople.joined(set);
        Map<Integer, List<Integer>> images = new LinkedHashMap<>();
        Map<Integer, float[]> rows = new HashMap<>();
        int[] left = set.left();
        int[] right = set.right();
        for (int pair = 0; pair < left.length; pair++) {
            for (int side = 0; side < 2; side++) {
                int image = side == 0 ? left[pair] : right[pair];
                if (!people.isRepeated(image) && rows.putIfAbsent(image, pairs[2 * pair + side]) == null) {
                    images.computeIfAbsent(people.person(image), person -> new ArrayList<>())
                            .add(image);
                }
            }
        }
        images.values().removeIf(own -> own.size() < 2);
        List<List<Integer>> counted =
                images.values().stream().limit(MOST_PEOPLE).toList();
        return counted.size() < 2 ? Optional.empty() : Optional.of(outcome(set, people, counted, rows, images.size()));
    }

    private static ProtocolOutcome outcome(
            VerificationSet set, PairPeople people, List<List<Integer>> counted, Map<Integer, float[]> rows, int all) {
        List<float[]> embeddings = new ArrayList<>();
        List<Long> labels = new ArrayList<>();
        for (int person = 0; person < counted.size(); person++) {
            for (int image : counted.get(person)) {
                embeddings.add(rows.get(image));
                labels.add((long) person);
            }
        }
        ProtocolOutcome outcome = AngleStatistics.score(
                set.name(),
                MatrixRows.of(embeddings.toArray(float[][]::new)),
                labels.stream().mapToLong(Long::longValue).toArray(),
                null,
                new JavaMatrixProduct());
        String some = counted.size() < all ? " of " + all : "";
        return outcome.noting(counted.size() + some + " people with two images or more, " + embeddings.size()
                + " images, " + (people.isNamed() ? "told by their folders" : "told by equal files and genuine pairs"));
    }
}
