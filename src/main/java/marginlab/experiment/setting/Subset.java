package marginlab.experiment.setting;

/**
 * Some of the identities of a training set, drawn by a seed; larger subsets of one seed hold the smaller ones.
 *
 * @param identities how many; 0 for all
 * @param seed of the draw, which is not that of the trial: trials of several seeds train on the same people
 */
public record Subset(int identities, long seed) {
    /** Everybody. */
    public static final Subset ALL = new Subset(0, 1);
}
