/**
 * Braces and ranges, each of which stands for several losses.
 *
 * <p>In: {@code ArcFace({0.4, 0.5})}. Out: the label of each loss that is meant, with its place.
 */
package marginlab.experiment.expand;
