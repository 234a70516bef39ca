package marginlab.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What two datasets have in common, which makes results on one after training on the other worthless: {@code data overlap}. */
public final class Overlap {
    /** A hash has 64 bits in four bands; two that differ in at most three bits agree in one band. */
    public static final int MOST_BITS = 3;

    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;

    private Overlap() {}

    /**
     * Two images that look alike.
     *
     * @param first index in the first set
     * @param second index in the second set
     * @param bits in which their hashes differ
     */
    public record Twin(int first, int second, int bits) {}

    /** Names of people in both sets, whatever their case and whether blanks or underscores part them. */
    public static List<String> people(Faces a, Faces b) {
        Map<String, String> known = new HashMap<>();
        for (int label = 0; label < a.identities(); label++) {
            known.put(folded(a.identity(label)), a.identity(label));
        }
        List<String> both = new ArrayList<>();
        for (int label = 0; label < b.identities(); label++) {
            String name = known.get(folded(b.identity(label)));
            if (name != null) {
                both.add(name);
            }
        }
        return both;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "_");
    }

    /** Pairs of images whose difference hashes differ in at most {@link #MOST_BITS} bits. */
    public static List<Twin> images(Images a, Images b) {
        List<Map<Integer, List<Integer>>> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            bands.add(new HashMap<>());
        }
        long[] first = hashes(a);
        for (int i = 0; i < first.length; i++) {
            for (int band = 0; band < BANDS; band++) {
                bands.get(band)
                        .computeIfAbsent(band(first[i], band), k -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Twin> twins = new ArrayList<>();
        long[] second = hashes(b);
        for (int j = 0; j < second.length; j++) {
            for (int band = 0; band < BANDS; band++) {
                for (int i : bands.get(band).getOrDefault(band(second[j], band), List.of())) {
                    int bits = Long.bitCount(first[i] ^ second[j]);
                    if (bits <= MOST_BITS && firstBand(first[i], second[j]) == band) {
                        twins.add(new Twin(i, j, bits));
                    }
                }
            }
        }
        return twins;
    }

    /** The band in which a pair is reported, so that it is reported once. */
    private static int firstBand(long a, long b) {
        int band = 0;
        while (band(a, band) != band(b, band)) {
            band++;
        }
        return band;
    }

    private static int band(long hash, int band) {
        return (int) (hash >>> BAND_BITS * band) & 0xFFFF;
    }

    private static long[] hashes(Images images) {
        long[] hashes = new long[images.size()];
        Decoder decoder = new Decoder(9);
        byte[] rgb = new byte[decoder.bytes()];
        for (int i = 0; i < hashes.length; i++) {
            decoder.decode(images, i, rgb);
            hashes[i] = hash(rgb);
        }
        return hashes;
    }

    /** The difference hash of an image of 9 x 9 pixels: whether each of 8 x 8 is darker than its right neighbour. */
    private static long hash(byte[] rgb) {
        long hash = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int at = 3 * (9 * y + x);
                hash = hash << 1 | (grey(rgb, at) < grey(rgb, at + 3) ? 1 : 0);
            }
        }
        return hash;
    }

    /** Luma of ITU-R BT.601, times 1,000. */
    private static int grey(byte[] rgb, int at) {
        return 299 * (rgb[at] & 0xFF) + 587 * (rgb[at + 1] & 0xFF) + 114 * (rgb[at + 2] & 0xFF);
    }
}
