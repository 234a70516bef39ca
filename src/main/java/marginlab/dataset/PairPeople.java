package marginlab.dataset;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import marginlab.file.hash.Sha256;
import marginlab.image.decode.EncodedImages;

/**
 * Who is on the pairs of a verification set. Where a folder holds the images of one person, which the answers tell, its name
 * says so. Elsewhere the images tell: equal files show one person, and so do the two images of a genuine pair. A person of
 * whom two images are never joined that way counts as two, so that people are at most as alike as they look here.
 */
public final class PairPeople {
    /** Parent of each image; a root is its own. */
    private final int[] parents;

    private final boolean[] repeated;
    private boolean named;

    private PairPeople(int images) {
        repeated = new boolean[images];
        parents = new int[images];
        for (int i = 0; i < images; i++) {
            parents[i] = i;
        }
    }

    /** Who is on each image of each pair. */
    public static PairIdentities of(VerificationSet set) {
        PairPeople people = joined(set);
        int[] left = set.left();
        int[] right = set.right();
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] first = new int[left.length];
        int[] second = new int[left.length];
        for (int pair = 0; pair < left.length; pair++) {
            first[pair] = people.number(left[pair], numbers);
            second[pair] = people.number(right[pair], numbers);
        }
        return new PairIdentities(first, second);
    }

    /** The images of a set, joined where they show one person. */
    public static PairPeople joined(VerificationSet set) {
        PairPeople people = new PairPeople(set.images().size());
        people.joinEqual(set.images());
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        boolean byFolder = true;
        for (int pair = 0; pair < same.length; pair++) {
            byFolder &= same[pair] == folder(set.images(), left[pair]).equals(folder(set.images(), right[pair]));
            if (same[pair]) {
                people.join(left[pair], right[pair]);
            }
        }
        if (byFolder) {
            people.joinFolders(set.images());
        }
        return people;
    }

    /** A number that all images of a person have. */
    public int person(int image) {
        return root(image);
    }

    /** Whether an earlier image is the same file. */
    public boolean isRepeated(int image) {
        return repeated[image];
    }

    /** Whether folders told the people, so that nobody counts as two. */
    public boolean isNamed() {
        return named;
    }

    private void joinFolders(EncodedImages images) {
        named = true;
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            Integer other = known.putIfAbsent(folder(images, i), i);
            if (other != null) {
                join(i, other);
            }
        }
    }

    private static String folder(EncodedImages images, int i) {
        String name = images.name(i);
        return name.substring(0, Math.max(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'))));
    }

    private void joinEqual(EncodedImages images) {
        Map<ByteBuffer, Integer> known = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            Integer other = known.putIfAbsent(ByteBuffer.wrap(Sha256.of(images.encoded(i))), i);
            if (other != null) {
                repeated[i] = true;
                join(i, other);
            }
        }
    }

    private int number(int image, Map<Integer, Integer> numbers) {
        int root = root(image);
        int next = numbers.size();
        return numbers.computeIfAbsent(root, r -> next);
    }

    private int root(int image) {
        int root = image;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private void join(int one, int other) {
        parents[root(one)] = root(other);
    }
}
