package marginlab.dataset;

/**
 * The person on each image of each pair, numbered from 0.
 *
 * @param first {@code [N]}
 * @param second {@code [N]}; equal to the first where the pair is genuine
 */
public record PairIdentities(int[] first, int[] second) {
    public PairIdentities {
        first = first.clone();
        second = second.clone();
    }

    @Override
    public int[] first() {
        return first.clone();
    }

    @Override
    public int[] second() {
        return second.clone();
    }
}
