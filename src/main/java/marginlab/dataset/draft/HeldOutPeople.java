package marginlab.dataset.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.random.CounterRandom;

/**
 * People who are kept for verification and never trained on, and the pairs of their images: as many genuine ones as impostors, in
 * ten parts of equal size.
 *
 * @param people their labels
 * @param pairs in the order of the protocol's ten folds
 * @param isDisjoint whether nobody is in two folds
 * @param seed that decided who and which
 */
public record HeldOutPeople(BitSet people, List<HeldOutPair> pairs, boolean isDisjoint, long seed) {
    private static final int FOLDS = 10;

    /** Two in each fold. */
    private static final int DISJOINT = 2 * FOLDS;

    /** One in so many people is held out. */
    private static final int SHARE = 5;

    private static final int MOST_PEOPLE = 600;
    /** Of a kind in a fold, as LFW has. */
    private static final int MOST_IN_FOLD = 300;

    /** Of a person, so that nobody has most of the pairs: 28 genuine ones. */
    private static final int MOST_IMAGES = 8;

    /** Two who are trained on and two who are not. */
    private static final int LEAST_PEOPLE = 4;

    private static final long PEOPLE = 0x9E0;
    private static final long IMAGES = 0x13A;
    private static final long IMPOSTORS = 0x1B0;

    /** Two images, and whether one person is on both. */
    public record HeldOutPair(int left, int right, boolean isSame) {}

    public HeldOutPeople {
        people = (BitSet) people.clone();
        pairs = List.copyOf(pairs);
    }

    @Override
    public BitSet people() {
        return (BitSet) people.clone();
    }

    /** How many people are held out. */
    public int count() {
        return people.cardinality();
    }

    int[] left() {
        return pairs.stream().mapToInt(HeldOutPair::left).toArray();
    }

    int[] right() {
        return pairs.stream().mapToInt(HeldOutPair::right).toArray();
    }

    boolean[] same() {
        boolean[] same = new boolean[pairs.size()];
        for (int i = 0; i < same.length; i++) {
            same[i] = pairs.get(i).isSame();
        }
        return same;
    }

    /**
     * Draws people and pairs.
     *
     * @param place of the faces, for messages
     * @param images of each person those that can stand in a pair; empty for people who cannot be held out
     */
    static HeldOutPeople draw(String place, List<List<Integer>> images, long seed) {
        int[] able = new int[images.size()];
        int count = 0;
        for (int person = 0; person < able.length; person++) {
            if (images.get(person).size() > 1) {
                able[count++] = person;
            }
        }
        if (count < LEAST_PEOPLE) {
            throw new ProblemException(new Problem(
                    place,
                    count + (count == 1 ? " person" : " people") + " with two images or more that can be read, of "
                            + images.size() + " in all",
                    LEAST_PEOPLE
                            + " at least: two to train on, and two others for pairs that the network has never seen",
                    "Add images or people; a folder a person, with all of that person's images in it"));
        }
        int[] order = Arrays.copyOf(able, count);
        new CounterRandom(seed, PEOPLE).shuffle(order);
        int most = count / 2;
        int held = Math.min(Math.min(MOST_PEOPLE, most), Math.max(DISJOINT, count / SHARE));
        for (; held <= most; held++) {
            HeldOutPeople drawn = of(images, Arrays.copyOf(order, held), seed);
            if (drawn.pairs().size() >= DISJOINT) {
                return drawn;
            }
        }
        throw FileProblem.at(
                place,
                "images for fewer than " + FOLDS + " pairs of one person, with half of the " + count
                        + " people who have two images or more",
                "one pair a fold at least: more people, or more images of each");
    }

    private static HeldOutPeople of(List<List<Integer>> images, int[] people, long seed) {
        BitSet all = new BitSet();
        List<List<int[]>> folds = new ArrayList<>();
        boolean isDisjoint = people.length >= DISJOINT;
        int parts = isDisjoint ? FOLDS : 1;
        for (int part = 0; part < parts; part++) {
            folds.add(new ArrayList<>());
        }
        List<int[]> chosen = new ArrayList<>();
        for (int person : people) {
            all.set(person);
            int[] own = images.get(person).stream().mapToInt(Integer::intValue).toArray();
            new CounterRandom(seed, IMAGES, person).shuffle(own);
            chosen.add(Arrays.copyOf(own, Math.min(own.length, MOST_IMAGES)));
        }
        // Those with most images first, to and fro over the folds.
        chosen.sort(Comparator.comparingInt((int[] own) -> -own.length));
        for (int i = 0; i < chosen.size(); i++) {
            int round = i / parts;
            int at = i % parts;
            folds.get(round % 2 == 0 ? at : parts - 1 - at).add(chosen.get(i));
        }
        int each = isDisjoint ? MOST_IN_FOLD : FOLDS * MOST_IN_FOLD;
        List<List<HeldOutPair>> genuine = new ArrayList<>();
        List<List<HeldOutPair>> impostors = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            genuine.add(genuine(folds.get(part)));
            impostors.add(impostors(folds.get(part), new CounterRandom(seed, IMPOSTORS, part)));
            each = Math.min(
                    each, Math.min(genuine.get(part).size(), impostors.get(part).size()));
        }
        if (!isDisjoint) {
            each -= each % FOLDS;
        }
        List<HeldOutPair> pairs = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int part = isDisjoint ? fold : 0;
            int from = isDisjoint ? 0 : fold * each / FOLDS;
            int to = isDisjoint ? each : (fold + 1) * each / FOLDS;
            pairs.addAll(genuine.get(part).subList(from, to));
            pairs.addAll(impostors.get(part).subList(from, to));
        }
        return new HeldOutPeople(all, pairs, isDisjoint, seed);
    }

    /** All pairs of a person's images, one of each person before a second of any. */
    private static List<HeldOutPair> genuine(List<int[]> people) {
        List<HeldOutPair> pairs = new ArrayList<>();
        int most = MOST_IMAGES * (MOST_IMAGES - 1) / 2;
        for (int k = 0; k < most; k++) {
            for (int[] own : people) {
                if (k < own.length * (own.length - 1) / 2) {
                    // Pair k in the order (0, 1), (0, 2), (1, 2), (0, 3), ...
                    int right = 1;
                    int left = k;
                    while (left >= right) {
                        left -= right++;
                    }
                    pairs.add(new HeldOutPair(own[left], own[right], true));
                }
            }
        }
        return pairs;
    }

    /** All pairs of images of two people, in random order. */
    private static List<HeldOutPair> impostors(List<int[]> people, CounterRandom random) {
        List<HeldOutPair> pairs = new ArrayList<>();
        for (int a = 0; a < people.size(); a++) {
            for (int b = a + 1; b < people.size(); b++) {
                for (int left : people.get(a)) {
                    for (int right : people.get(b)) {
                        pairs.add(new HeldOutPair(left, right, false));
                    }
                }
            }
        }
        for (int i = pairs.size() - 1; i > 0; i--) {
            Collections.swap(pairs, i, random.below(i + 1));
        }
        return pairs;
    }
}
