/**
 * Faces, pairs and batches: every format that data comes in, and the normalised arrays that training and verification take.
 *
 * <p>In: the catalog {@code datasets.yaml} and the files it names. Out: {@link marginlab.data.Faces}, {@link
 * marginlab.data.VerificationSet} and batches {@code [N, 3, H, W]}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Images stay encoded on the disk until a batch needs them; a set in memory is its offsets.
 *   <li>Files are read with positional reads, not mapped: a mapped file that is truncated meanwhile kills the JVM, and one of
 *       30 GB cannot be mapped whole.
 *   <li>A pickle is data for a small machine that knows five names of numpy and one of Python; nothing of it is ever executed.
 *   <li>Synthetic faces are a head of some 4,000 points that is turned and painted, not flat shapes that are shifted: a profile
 *       shows the nose's outline and the ear, and light falls from one side. Floats are added, multiplied and rooted in a fixed
 *       order and sines come from {@link java.lang.StrictMath}, so equal seeds give equal pixels on every machine.
 *   <li>Batch number n is a function of data, sampler and seed; decoding threads only decide when it is ready. Images left over at
 *       the end of an epoch are dropped, not carried over: every batch has one size and an epoch is a whole number of steps.
 *   <li>Nine tenths of the time of a batch are JPEG. libjpeg-turbo, where it is installed, decodes what nearly every program
 *       writes to the bits that libjpeg 6b in the JDK makes, as long as the image is sound; whatever else there is, and all that
 *       it warns of, the JDK decodes. Over some damage it passes in silence where the JDK would refuse or warn: bad Huffman codes
 *       may become other pixels, stray bytes nothing. {@code data check} finds that damage, for it always takes the JDK's
 *       decoder. A photo of which only the upper rows are wanted is given to the library with a smaller height in its header.
 *   <li>The JDK's decoder is libjpeg 6b, or where a distribution builds Java so, the system's. What it lacks to the pixels of
 *       libjpeg-turbo is small: it guesses colours by rules of its own, which one marker in place of all others prevents, applies
 *       colour profiles, takes four components for something else, and repeats rows of half height, between which we interpolate.
 *       TwelveMonkeys' imageio-jpeg 3.13.1 decodes by the same decoder: of 99 pictures that libjpeg-turbo reads it gives 76 within two
 *       grey levels. So it would replace little; the pixels of all 99 are equal without it.
 *   <li>WebP is read by webp-imageio, which brings Google's libwebp for every system: the same pixels as OpenCV and Pillow. TwelveMonkeys'
 *       imageio-webp 3.13.1 is Java alone, and its lossy pixels are 5.5 to 8 grey levels off in the mean of a picture.
 *   <li>A file that is written is the same with either library, so that fingerprints do not tell machines apart.
 *   <li>A JPEG without its end marker is refused, and one of which the decoder says that pixels are missing: it would fill them
 *       with grey and go on. Stray bytes are refused by {@code data check} alone, for sets that others train on have them.
 *   <li>Crops of the 150-pixel LFW sample differ from the reference crops by 0.9 to 4.0 grey levels a pixel, 1.0 of it from their
 *       JPEG, and by less than 0.4 in the mean of a crop; its list rounds landmarks to 0.6 pixels.
 *   <li>A MATLAB file is looked through before the library reads it: that would take the room that a damaged file claims.
 *   <li>Two photos are one where 256 bits of difference hash differ in at most 28. In 64 bits, enough for photos at large, 95 pairs
 *       of aligned crops of different people in LFW's View 1 are alike; in 256 bits two are, and these are two photos that LFW has
 *       under two names.
 *   <li>People who are left out by a list belong to the dataset's row and not to the experiment, so that the list's content is in
 *       the fingerprint.
 *   <li>A file that is written stands in its place when it is whole, or not at all.
 * </ul>
 */
package marginlab.data;
