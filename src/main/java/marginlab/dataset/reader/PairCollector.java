package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.dataset.VerificationSet;
import marginlab.image.align.AlignedImages;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;

/** Collects pairs of files into a verification set in which each image stands once. */
final class PairCollector {
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

    /** The files that the pairs are made of, each once. */
    Set<Path> images() {
        return Collections.unmodifiableSet(images.keySet());
    }

    VerificationSet set(String name) {
        return set(name, new FileImages(List.copyOf(images.keySet())));
    }

    /** The set with its images as crops: the five points of each by its file. */
    VerificationSet aligned(String name, Map<Path, double[]> points, LandmarkTemplate template) {
        double[][] own = images.keySet().stream().map(points::get).toArray(double[][]::new);
        return set(name, new AlignedImages(new FileImages(List.copyOf(images.keySet())), i -> own[i], template));
    }

    private VerificationSet set(String name, EncodedImages files) {
        boolean[] answers = new boolean[left.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = same.get(i);
        }
        return new VerificationSet(name, files, array(left), array(right), answers, "");
    }

    private int number(Path file) {
        return images.computeIfAbsent(file, f -> images.size());
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
