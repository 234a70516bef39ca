/**
 * Photos to aligned crops.
 *
 * <p>In: a photo and five landmarks. Out: a square crop in which eyes, nose and mouth stand where networks expect them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Crops of the 150-pixel LFW sample differ from the reference crops by 0.9 to 4.0 grey levels a pixel, 1.0 of it
 *       from their JPEG, and by less than 0.4 in the mean of a crop; its list rounds landmarks to 0.6 pixels.
 * </ul>
 */
package marginlab.image.align;
