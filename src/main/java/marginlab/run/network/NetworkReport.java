package marginlab.run.network;

import java.util.List;

/**
 * What {@code network check} found.
 *
 * @param file as it was named
 * @param format in words
 * @param sha256 of the file; of several, of their hashes
 * @param input the shape of the images as the file has it
 * @param images the size that was tried
 * @param dimension numbers of an embedding
 * @param parameters numbers that the network learned; -1 where it does not tell
 * @param variants every form that was tried, the best first
 * @param best the form that the network was trained for
 * @param remarks what else is to be known
 */
public record NetworkReport(
        String file,
        String format,
        String sha256,
        String input,
        String images,
        int dimension,
        long parameters,
        List<Variant> variants,
        Best best,
        List<String> remarks) {

    /**
     * A form of the images.
     *
     * @param pixels what becomes of them
     * @param colour the order of the planes
     * @param mirror whether the embedding of the mirrored image is added
     * @param separation how far apart pairs of one person and of two lie, in standard deviations
     * @param pairs that it was tried on
     */
    public record Variant(
            String pixels, String colour, boolean mirror, double auc, double accuracy, double separation, int pairs) {}

    /**
     * The form that is right.
     *
     * @param sure the share of resamples of the pairs in which it tells people further apart than each form that gives something
     *     else
     */
    public record Best(String pixels, String colour, double auc, double accuracy, double sure) {}

    /** The same under the name that the user gave the file. */
    public NetworkReport named(String name) {
        return new NetworkReport(name, format, sha256, input, images, dimension, parameters, variants, best, remarks);
    }
}
