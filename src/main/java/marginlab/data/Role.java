package marginlab.data;

/** What a dataset is for. */
public enum Role {
    /** Images with identities, to train on. */
    TRAIN("train"),
    /** Pairs of images: one person or two? */
    VERIFY("verify"),
    /** Probes to be found in a gallery, or templates of several images. */
    IDENTIFY("identify");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
