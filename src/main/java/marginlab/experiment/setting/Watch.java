package marginlab.experiment.setting;

/**
 * Which epoch of a training is reported, and when training ends before its schedule does.
 *
 * @param set the verification set whose accuracy is taken after each epoch; empty where none is needed
 * @param best whether the epoch that is best on that set is reported, and not the last
 * @param patience training ends after so many epochs without a better accuracy; 0 for never
 * @param after it does not end so before this many epochs
 */
public record Watch(String set, boolean best, int patience, int after) {
    /** The whole schedule, and its last epoch. */
    public static final Watch NONE = new Watch("", false, 0, 0);

    public static final String LAST = "last";
    static final String BEST = "best";

    public Watch {
        if (set.isEmpty() && (best || patience > 0)) {
            throw new IllegalArgumentException("the best epoch and an early stop need a set to watch");
        }
    }

    /** Whether a set is scored after each epoch. */
    public boolean isNeeded() {
        return best || patience > 0;
    }

    /** Which epoch is reported, in words: {@code last epoch}, {@code best epoch on lfw}. */
    public String label() {
        return best ? "best epoch on " + set : "last epoch";
    }
}
