/**
 * What a name in an experiment stands for: the rows of {@code datasets.yaml}.
 *
 * <p>In: the catalog and the files it names. Out: datasets, opened, fingerprinted and checked.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>People who are left out by a list belong to the dataset's row and not to the experiment, so that the list's
 *       content is in the fingerprint.
 *   <li>The JDK's decoder is libjpeg 6b, or where a distribution builds Java so, the system's. What it lacks to the
 *       pixels of libjpeg-turbo is small: it guesses colours by rules of its own, which one marker in place of all
 *       others prevents, applies colour profiles, takes four components for something else, and repeats rows of half
 *       height, between which we interpolate. TwelveMonkeys' imageio-jpeg 3.13.1 decodes by the same decoder: of 99
 *       pictures that libjpeg-turbo reads it gives 76 within two grey levels. So it would replace little; the pixels of
 *       all 99 are equal without it.
 *   <li>WebP is read by webp-imageio, which brings Google's libwebp for every system: the same pixels as OpenCV and
 *       Pillow. TwelveMonkeys' imageio-webp 3.13.1 is Java alone, and its lossy pixels are 5.5 to 8 grey levels off in
 *       the mean of a picture.
 * </ul>
 */
package marginlab.dataset.catalog;
