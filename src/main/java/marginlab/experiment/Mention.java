package marginlab.experiment;

/**
 * The name of a dataset, and where the experiment says it: for whoever knows which datasets there are.
 *
 * @param key the setting that names it: what is trained on, verified or watched
 * @param reading how it is to be read, where it is verified
 */
public record Mention(String name, String place, Key key, Reading reading) {
    /** Of a set that is read as usual. */
    public Mention(String name, String place, Key key) {
        this(name, place, key, Reading.USUAL);
    }

    /** Whether the experiment trains on it; else it wants pairs of it. */
    public boolean isTrained() {
        return key == Key.TRAIN;
    }

    /** Whether it is a column of the table. */
    public boolean isVerified() {
        return key == Key.VERIFY;
    }
}
