package marginlab.experiment.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the images that a network takes, {@code 112} or {@code 112x96}, height first. Of one that is less wide than high
 * the columns at both sides are left out: that is how the template of 112 x 96 lies in that of 112 x 112.
 *
 * @param height in pixels
 * @param width in pixels, at most the height
 */
public record InputSize(int height, int width) {
    private static final int MOST = 1024;
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

    /** The size of nearly all networks for faces. */
    public static final InputSize USUAL = square(112);

    public InputSize {
        if (width < 1 || height < width || height > MOST) {
            throw new IllegalArgumentException("an input of " + height + " x " + width + " pixels, expected 1 to "
                    + MOST + " and no more columns than rows");
        }
    }

    public static InputSize square(int side) {
        return new InputSize(side, side);
    }

    public String label() {
        return height == width ? Integer.toString(height) : height + "x" + width;
    }

    /** Reads the label. */
    public static InputSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 112 or 112x96");
        }
        int height = Integer.parseInt(matcher.group(1));
        return new InputSize(height, matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2)));
    }
}
