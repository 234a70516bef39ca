package marginlab.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects pairs of files into a verification set in which each image stands once. */
final class PairList {
    private final Map<Path, Integer> images = new LinkedHashMap<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final BitSet same = new BitSet();

    void add(Path first, Path second, boolean samePerson) {
        same.set(left.size(), samePerson);
        left.add(number(first));
        right.add(number(second));
    }

    int size() {
        return left.size();
    }

    VerificationSet set(String name) {
        boolean[] answers = new boolean[left.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = same.get(i);
        }
        return new VerificationSet(
                name, new FileImages(List.copyOf(images.keySet())), array(left), array(right), answers, "");
    }

    private int number(Path file) {
        return images.computeIfAbsent(file, f -> images.size());
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
