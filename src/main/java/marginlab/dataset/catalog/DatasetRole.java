package marginlab.dataset.catalog;

/** What a dataset is for. */
public enum DatasetRole {
    /** Images with identities, to train on. */
    TRAIN("train"),
    /** Pairs of images: one person or two? */
    VERIFY("verify"),
    /** Probes to be found in a gallery, or templates of several images. */
    IDENTIFY("identify");

    private final String label;

    DatasetRole(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
