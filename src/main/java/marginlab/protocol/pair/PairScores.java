package marginlab.protocol.pair;

/**
 * What every pair of a set scored: the squared distance of the two unit embeddings, in [0, 4], and whether they are one
 * person.
 *
 * @param distances {@code [N]}; small means alike
 * @param same {@code [N]}
 */
public record PairScores(double[] distances, boolean[] same) {
    public PairScores {
        if (distances.length != same.length) {
            throw new IllegalArgumentException(distances.length + " distances for " + same.length + " pairs");
        }
        distances = distances.clone();
        same = same.clone();
    }

    public int size() {
        return same.length;
    }

    /** Pairs of one person. */
    public int genuine() {
        int count = 0;
        for (boolean one : same) {
            count += one ? 1 : 0;
        }
        return count;
    }

    @Override
    public double[] distances() {
        return distances.clone();
    }

    @Override
    public boolean[] same() {
        return same.clone();
    }
}
