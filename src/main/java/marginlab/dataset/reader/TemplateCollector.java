package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.dataset.TemplateSet;
import marginlab.image.align.AlignedImages;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;
import marginlab.problem.FileProblem;

/** Collects images and pairs of templates into a set. */
final class TemplateCollector {
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> template = new ArrayList<>();
    private final List<Integer> media = new ArrayList<>();
    private final Map<String, Integer> templates = new LinkedHashMap<>();
    private final List<Integer> subjects = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final BitSet same = new BitSet();

    /** Adds an image; the subject of a template is that of its first image. */
    void add(Path file, String templateName, int medium, int subject) {
        Integer known = templates.putIfAbsent(templateName, templates.size());
        if (known == null) {
            subjects.add(subject);
        }
        files.add(file);
        template.add(templates.get(templateName));
        media.add(medium);
    }

    boolean knows(String templateName) {
        return templates.containsKey(templateName);
    }

    /** Adds a pair of templates that are known. */
    void pair(String first, String second, boolean samePerson) {
        same.set(left.size(), samePerson);
        left.add(templates.get(first));
        right.add(templates.get(second));
    }

    TemplateSet set(Path list) {
        return set(list, new FileImages(files));
    }

    /** The set with its images as crops: the five points of each by its file. */
    TemplateSet aligned(Path list, Map<Path, double[]> points, LandmarkTemplate template) {
        double[][] own = files.stream().map(points::get).toArray(double[][]::new);
        return set(list, new AlignedImages(new FileImages(files), i -> own[i], template));
    }

    private TemplateSet set(Path list, EncodedImages images) {
        if (files.isEmpty()) {
            throw FileProblem.atLine(list, 1, "no images", "at least one");
        }
        boolean[] answers = new boolean[left.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = same.get(i);
        }
        return new TemplateSet(
                list.getFileName().toString(),
                images,
                array(template),
                array(media),
                List.copyOf(templates.keySet()),
                array(subjects),
                array(left),
                array(right),
                answers);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
