package marginlab.dataset.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.file.Prefetch;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.LineProblems;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;

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
    /** Images that cannot be read, and so look like none. */
    private final BitSet absent;
    /** For each band the images in the order of its value, and where each value begins among them. */
    private final int[][] sorted = new int[BANDS][];

    private final int[][] starts = new int[BANDS][];

    private PerceptualHashes(long[] hashes, BitSet absent) {
        this.hashes = hashes;
        this.absent = absent;
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

    /** The hashes of all images of a set; what is wrong with those that cannot be read goes to the faults. */
    static PerceptualHashes of(EncodedImages images, String what, Progress progress, LineProblems faults) {
        long[] hashes = new long[images.size()];
        BitSet absent = new BitSet();
        int threads = Runtime.getRuntime().availableProcessors();
        try (Prefetch<HashedImages> work = new Prefetch<>(threads)) {
            int submitted = 0;
            int done = 0;
            while (done < hashes.length) {
                while (work.size() < 2 * threads && submitted < hashes.length) {
                    int from = submitted;
                    int to = Math.min(hashes.length, from + CHUNK);
                    work.submit(() -> fill(images, hashes, from, to));
                    submitted = to;
                }
                HashedImages chunk = work.take();
                chunk.faulty.forEach((image, problem) -> {
                    absent.set(image);
                    faults.gather(() -> {
                        throw problem;
                    });
                });
                done += chunk.images;
                progress.at(what, done, hashes.length);
            }
        }
        return new PerceptualHashes(hashes, absent);
    }

    /** Images that were looked at, and what is wrong with some of them. */
    private record HashedImages(int images, Map<Integer, ProblemException> faulty) {}

    private static HashedImages fill(EncodedImages images, long[] hashes, int from, int to) {
        DifferenceHash hash = new DifferenceHash(SIDE);
        Map<Integer, ProblemException> faulty = new TreeMap<>();
        for (int i = from; i < to; i++) {
            try {
                hashes[i] = hash.of(images, i)[0];
            } catch (ProblemException e) {
                faulty.put(i, e);
            }
        }
        return new HashedImages(to - from, faulty);
    }

    boolean isAbsent(int i) {
        return absent.get(i);
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
                if (!absent.get(i)
                        && Long.bitCount(hashes[i] ^ hash) <= MOST_BITS
                        && firstBand(hashes[i], hash) == band) {
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
