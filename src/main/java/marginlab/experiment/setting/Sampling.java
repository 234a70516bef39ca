package marginlab.experiment.setting;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5}) ?x ?([1-9]\\d{0,5})");

    public Sampling {
        if (identities < 0 || images < 0 || (identities == 0) != (images == 0)) {
            throw new IllegalArgumentException("identities and images are both given or both 0");
        }
    }

    /** Reads the text form. */
    public static Sampling parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.equals("shuffle")) {
            return SHUFFLE;
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither shuffle nor identities x images");
        }
        return new Sampling(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * Identities and images of each that fill a batch, four images of each where the batch allows it: enough pairs of
     * one person without giving up too many people. Empty where no number of images divides the batch.
     */
    public static Optional<Sampling> pairs(int batch) {
        return IntStream.of(4, 5, 3, 6, 2, 7)
                .filter(images -> batch % images == 0 && batch / images >= 2)
                .mapToObj(images -> new Sampling(batch / images, images))
                .findFirst();
    }

    public boolean isShuffle() {
        return identities == 0;
    }

    /** Whether every image meets another one of its identity and one of another identity in its batch. */
    public boolean givesPairs() {
        return identities >= 2 && images >= 2;
    }

    /** The text form, which {@link #parse} reads back. */
    public String label() {
        return isShuffle() ? "shuffle" : identities + " x " + images;
    }
}
