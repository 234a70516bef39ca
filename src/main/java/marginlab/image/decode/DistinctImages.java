package marginlab.image.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import marginlab.file.hash.Sha256;

/**
 * The images of a set without those that are there again, byte by byte. In InsightFace's verification files an image stands as often
 * as it is on a pair: LFW's 12,000 are 7,701, and a network need not see one twice.
 *
 * @param images the first of each, in order; not to be closed
 * @param places where among them each image of the set is
 */
public record DistinctImages(EncodedImages images, int[] places) {

    /** Compares all images of a set. Images that are made when asked for are taken as they come: to make each twice costs more. */
    public static DistinctImages of(EncodedImages all) {
        int[] places = new int[all.size()];
        int[] firsts = new int[all.size()];
        int count = 0;
        boolean stored = all.originals() == all;
        Map<ByteBuffer, Integer> seen = new HashMap<>();
        for (int i = 0; i < places.length; i++) {
            Integer before = stored ? seen.putIfAbsent(ByteBuffer.wrap(Sha256.of(all.encoded(i))), count) : null;
            if (before != null) {
                places[i] = before;
            } else {
                firsts[count] = i;
                places[i] = count++;
            }
        }
        return new DistinctImages(
                count == places.length ? all : new ChosenImages(all, Arrays.copyOf(firsts, count)), places);
    }

    /** One row for each image of the set, from those of the distinct ones; rows are shared. */
    public float[][] spread(float[][] rows) {
        float[][] all = new float[places.length][];
        Arrays.setAll(all, i -> rows[places[i]]);
        return all;
    }
}
