package marginlab.run.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.dataset.VerificationSet;
import marginlab.image.decode.ChosenImages;
import marginlab.image.decode.EncodedImages;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.train.ImageEmbedder;

/**
 * Some pairs of a set, as many of one person as of two where it has them, spread over it evenly.
 *
 * @param set that they are of
 * @param pairs their numbers
 */
record ChosenPairs(VerificationSet set, int[] pairs) {

    /** All pairs in their order, where they are no more than asked for. */
    static ChosenPairs of(VerificationSet set, int most) {
        if (set.pairs() <= most) {
            return new ChosenPairs(set, IntStream.range(0, set.pairs()).toArray());
        }
        boolean[] same = set.same();
        int[] genuine = IntStream.range(0, same.length).filter(i -> same[i]).toArray();
        int[] impostor = IntStream.range(0, same.length).filter(i -> !same[i]).toArray();
        int ones = Math.min(genuine.length, Math.max(most / 2, most - impostor.length));
        int[] some = spread(genuine, ones);
        int[] others = spread(impostor, most - ones);
        // One of each in turn, so that every fold has both.
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < Math.max(some.length, others.length); i++) {
            if (i < some.length) {
                turns.add(some[i]);
            }
            if (i < others.length) {
                turns.add(others[i]);
            }
        }
        return new ChosenPairs(set, turns.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int[] spread(int[] from, int count) {
        return IntStream.range(0, count)
                .map(i -> from[(int) ((long) i * from.length / count)])
                .toArray();
    }

    /** The images of the pairs, 2i and 2i + 1 of pair i. */
    EncodedImages images() {
        int[] left = set.left();
        int[] right = set.right();
        return new ChosenImages(
                set.images(),
                IntStream.of(pairs)
                        .flatMap(pair -> IntStream.of(left[pair], right[pair]))
                        .toArray());
    }

    /** Whether each pair is of one person. */
    boolean[] same() {
        boolean[] all = set.same();
        boolean[] same = new boolean[pairs.length];
        for (int i = 0; i < same.length; i++) {
            same[i] = all[pairs[i]];
        }
        return same;
    }

    PairEmbeddings embed(ImageEmbedder embedder, EncodedImages images, boolean mirrored) {
        boolean[] same = same();
        if (!mirrored) {
            return new PairEmbeddings(embedder.plain(images), null, same);
        }
        ImageEmbedder.Embeddings both = embedder.embed(images);
        return new PairEmbeddings(both.plain(), both.flipped(), same);
    }
}
