/**
 * Decoded images, changed at random and normalised.
 *
 * <p>In: RGB of a square image. Out: the floats of a network, {@code [3, side, side]}.
 */
package marginlab.image.augment;
