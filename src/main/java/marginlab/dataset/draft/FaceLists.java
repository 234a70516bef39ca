package marginlab.dataset.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.dataset.LabelledImages;

/** Faces as lists name them: images by their paths in a folder, people by their names. */
final class FaceLists {
    /** The label of an image that is not trained on. */
    static final int LEFT_OUT = -1;

    private final FaceSource source;
    private final LabelledImages faces;
    private final int[] labels;
    private final BitSet broken;

    FaceLists(FaceSource source, FaceSurvey survey, LabelledImages faces) {
        this.source = source;
        this.faces = faces;
        this.labels = survey.labels();
        this.broken = survey.images().broken();
    }

    /** Whether an image can be read and named. */
    boolean isUsable(int i) {
        return !broken.get(i) && (source.isPackage() || ListedNames.fitsAsPath(path(i)));
    }

    /** Of each person the images that can stand in a pair; none of people who cannot be named. */
    List<List<Integer>> usable() {
        Set<Integer> named = ListedNames.unmistakable(faces);
        List<List<Integer>> images = new ArrayList<>();
        for (int person = 0; person < faces.identities(); person++) {
            images.add(new ArrayList<>());
        }
        for (int i = 0; i < labels.length; i++) {
            if (named.contains(labels[i]) && isUsable(i)) {
                images.get(labels[i]).add(i);
            }
        }
        return images;
    }

    /** A line a person: their name, or their number where they have none. */
    String people(BitSet people) {
        return people.stream()
                .mapToObj(person -> ListedNames.part(faces.identity(person)) + "\n")
                .collect(Collectors.joining());
    }

    /** Lines {@code path1 path2 0|1} between tabs. */
    String pairs(HeldOutPeople held) {
        return held.pairs().stream()
                .map(pair -> named(pair.left()) + "\t" + named(pair.right()) + "\t" + (pair.isSame() ? 1 : 0) + "\n")
                .collect(Collectors.joining());
    }

    /** Lines {@code path label} with labels from 0 on, without the images that are left out. */
    String trained(int[] kept) {
        Map<Integer, Integer> numbers = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] != LEFT_OUT) {
                int number = numbers.computeIfAbsent(kept[i], label -> numbers.size());
                lines.append(named(i)).append('\t').append(number).append('\n');
            }
        }
        return lines.toString();
    }

    private String named(int i) {
        return ListedNames.part(path(i));
    }

    private String path(int i) {
        return source.folder().relativize(Path.of(faces.name(i))).toString();
    }
}
