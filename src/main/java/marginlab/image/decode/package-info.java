/**
 * Encoded images to pixels and back.
 *
 * <p>In: JPEG, PNG and other files of images, which may be hostile. Out: RGB as libjpeg has it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nine tenths of the time of a batch are JPEG. libjpeg-turbo, where it is installed, decodes what nearly every
 *       program writes to the bits that libjpeg 6b in the JDK makes, as long as the image is sound; whatever else there
 *       is, and all that it warns of, the JDK decodes. Over some damage it passes in silence where the JDK would refuse
 *       or warn: bad Huffman codes may become other pixels, stray bytes nothing. {@code data check} finds that damage,
 *       for it always takes the JDK's decoder. A photo of which only the upper rows are wanted is given to the library
 *       with a smaller height in its header.
 *   <li>A file that is written is the same with either library, so that fingerprints do not tell machines apart.
 *   <li>A JPEG without its end marker is refused, and one of which the decoder says that pixels are missing: it would
 *       fill them with grey and go on. Stray bytes are refused by {@code data check} alone, for sets that others train
 *       on have them.
 * </ul>
 */
package marginlab.image.decode;
