package marginlab.protocol.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * iQIYI-VID: for every person the 100 best videos; {@code map@100} is the mean over persons of the average precision, the sum
 * of the precision at each right video over the number of that person's videos.
 */
public final class IqiyiVid {
    private static final int DEPTH = 100;

    private IqiyiVid() {}

    /**
     * @param persons {@code [Q, d]}, one embedding a person
     * @param identities {@code [Q]}, no two alike
     * @param videos {@code [V, d]}
     * @param videoIdentities {@code [V]}
     */
    public static ProtocolOutcome score(
            String set,
            MatrixRows persons,
            long[] identities,
            MatrixRows videos,
            long[] videoIdentities,
            MatrixProduct product) {
        if (persons.rows() != identities.length || videos.rows() != videoIdentities.length || videos.rows() == 0) {
            throw new ProblemException(new Problem(
                    "identities",
                    identities.length + " and " + videoIdentities.length,
                    persons.rows() + " of the persons and " + videos.rows() + " of the videos, at least one"));
        }
        if (persons.dimension() != videos.dimension()) {
            throw new ProblemException(
                    new Problem("videos", videos.dimension() + " dimensions", persons.dimension() + " as the persons"));
        }
        Map<Long, Integer> videosOf = new HashMap<>();
        for (long identity : videoIdentities) {
            videosOf.merge(identity, 1, Integer::sum);
        }
        TopScores[] best = TopScores.each(identities.length, DEPTH);
        ScoreBlocks.of("persons", persons, product)
                .visit("videos", videos, 0, videos.rows(), row -> best[row.probe()].take(row, -1));
        double sum = 0;
        int counted = 0;
        for (int person = 0; person < identities.length; person++) {
            Integer own = videosOf.get(identities[person]);
            if (own != null) {
                sum += precision(best[person], identities[person], videoIdentities) / own;
                counted++;
            }
        }
        if (counted == 0) {
            throw new ProblemException(new Problem("videos", "no video of any person", "at least one"));
        }
        List<String> notes = counted == identities.length
                ? List.of()
                : List.of(identities.length - counted + " of " + identities.length + " persons skipped: no video");
        TreeMap<String, Double> metrics = new TreeMap<>();
        metrics.put("map@100", sum / counted);
        return new ProtocolOutcome(set, "iqiyi-vid", metrics, List.of(), notes);
    }

    private static double precision(TopScores best, long identity, long[] videoIdentities) {
        double sum = 0;
        int right = 0;
        for (int rank = 0; rank < best.size(); rank++) {
            if (videoIdentities[(int) best.row(rank)] == identity) {
                right++;
                sum += (double) right / (rank + 1);
            }
        }
        return sum;
    }
}
