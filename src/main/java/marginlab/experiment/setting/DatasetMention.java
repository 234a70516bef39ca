package marginlab.experiment.setting;

/**
 * The name of a dataset, and where the experiment says it: for whoever knows which datasets there are.
 *
 * @param key the setting that names it: what is trained on, verified or watched
 * @param reading how it is to be read, where it is verified
 */
public record DatasetMention(String name, String place, SettingKey key, SetReading reading) {
    /** Of a set that is read as usual. */
    public DatasetMention(String name, String place, SettingKey key) {
        this(name, place, key, SetReading.USUAL);
    }

    /** Whether the experiment trains on it; else it wants pairs of it. */
    public boolean isTrained() {
        return key == SettingKey.TRAIN;
    }

    /** Whether it is a column of the table. */
    public boolean isVerified() {
        return key == SettingKey.VERIFY;
    }
}
