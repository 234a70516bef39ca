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
 * @param undecided forms that these pairs do not tell apart from it
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
        List<Rival> undecided,
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
     * @param sure the least share of resamples of the pairs in which it tells people further apart than a form that gives something
     *     else; where that has the larger area under the curve on more than 90 % of them, the share in which it has not
     */
    public record Best(String pixels, String colour, double auc, double accuracy, double sure) {}

    /**
     * A form that may be right too.
     *
     * @param larger share of resamples of the pairs in which the best form has the larger area under the curve
     * @param further share of resamples in which it tells people further apart
     */
    public record Rival(
            String pixels, String colour, double auc, double accuracy, double larger, double further, int pairs) {}

    /** The same under the name that the user gave the file. */
    public NetworkReport named(String name) {
        return new NetworkReport(
                name, format, sha256, input, images, dimension, parameters, variants, best, undecided, remarks);
    }
}
