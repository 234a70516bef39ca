package marginlab.experiment;

/**
 * How the images of a batch are chosen.
 *
 * <p>Text form: {@code shuffle}, or {@code 32 x 4}: 32 identities with 4 images of each.
 *
 * @param identities identities a batch; 0 when the whole set is shuffled
 * @param images images of each identity; 0 when the whole set is shuffled
 */
public record Sampling(int identities, int images) {
    public static final Sampling SHUFFLE = new Sampling(0, 0);

    public Sampling {
        if (identities < 0 || images < 0 || (identities == 0) != (images == 0)) {
            throw new IllegalArgumentException("identities and images are both given or both 0");
        }
    }

    public boolean isShuffle() {
        return identities == 0;
    }

    public String label() {
        return isShuffle() ? "shuffle" : identities + " x " + images;
    }
}
