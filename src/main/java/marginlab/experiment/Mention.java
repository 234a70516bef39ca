package marginlab.experiment;

/**
 * The name of a dataset, and where the experiment says it: for whoever knows which datasets there are.
 *
 * @param key the setting that names it: what is trained on, verified or watched
 */
public record Mention(String name, String place, Key key) {
    /** Whether the experiment trains on it; else it wants pairs of it. */
    public boolean isTrained() {
        return key == Key.TRAIN;
    }
}
