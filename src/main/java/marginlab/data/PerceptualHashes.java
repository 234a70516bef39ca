package marginlab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link DifferenceHash} of 64 bits of each image of a set, found by bands: two that differ in at most three bits agree in
 * at least one of their four bands of 16 bits.
 */
final class PerceptualHashes {
    /** Hashes that differ in at most so many bits are found. */
    static final int MOST_BITS = 3;

    private static final int BANDS = MOST_BITS + 1;
    private static final int BAND_BITS = 16;
    private static final int CHUNK = 256;
    private static final int SIDE = 8;

    private final long[] hashes;
    /** For each band the images in the order of its value, and where each value begins among them. */
    private final int[][] sorted = new int[BANDS][];

    private final int[][] starts = new int[BANDS][];

    private PerceptualHashes(long[] hashes) {
        this.hashes = hashes;
        for (int band = 0; band < BANDS; band++) {
            int[] start = new int[(1 << BAND_BITS) + 1];
            for (long hash : hashes) {
                start[band(hash, band) + 1]++;
            }
            Arrays.parallelPrefix(start, Integer::sum);
            int[] next = start.clone();
            int[] order = new int[hashes.length];
            for (int i = 0; i < hashes.length; i++) {
                order[next[band(hashes[i], band)]++] = i;
            }
            sorted[band] = order;
            starts[band] = start;
        }
    }

    /** The hashes of all images of a set. */
    static PerceptualHashes of(Images images, String what, Progress progress) {
        long[] hashes = new long[images.size()];
        int threads = Runtime.getRuntime().availableProcessors();
        try (Prefetch<Integer> work = new Prefetch<>(threads)) {
            int submitted = 0;
            int done = 0;
            while (done < hashes.length) {
                while (work.size() < 2 * threads && submitted < hashes.length) {
                    int from = submitted;
                    int to = Math.min(hashes.length, from + CHUNK);
                    work.submit(() -> fill(images, hashes, from, to));
                    submitted = to;
                }
                done += work.take();
                progress.at(what, done, hashes.length);
            }
        }
        return new PerceptualHashes(hashes);
    }

    private static int fill(Images images, long[] hashes, int from, int to) {
        DifferenceHash hash = new DifferenceHash(SIDE);
        for (int i = from; i < to; i++) {
            hashes[i] = hash.of(images, i)[0];
        }
        return to - from;
    }

    int size() {
        return hashes.length;
    }

    long hash(int i) {
        return hashes[i];
    }

    /** Images whose hash differs from another in at most {@link #MOST_BITS} bits, in order. */
    List<Integer> near(long hash) {
        List<Integer> found = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            int value = band(hash, band);
            for (int k = starts[band][value]; k < starts[band][value + 1]; k++) {
                int i = sorted[band][k];
                if (Long.bitCount(hashes[i] ^ hash) <= MOST_BITS && firstBand(hashes[i], hash) == band) {
                    found.add(i);
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** The band in which a pair is found, so that it is found once. */
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
}
