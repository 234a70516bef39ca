package marginlab.dataset.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import marginlab.dataset.LabelledFiles;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.pack.DatasetPacker;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.LfwPairs;
import marginlab.file.text.TextLines;
import marginlab.image.align.AlignedImages;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.align.Landmarks;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;
import marginlab.progress.Progress;

/**
 * Makes LFW's View 1 from its photos and lists: {@code train.rec} with all images of the training people, {@code test.bin} with
 * the pairs of {@code pairsDevTest.txt}.
 *
 * <p>The training people are those of {@code peopleDevTrain.txt} where that list is beside the others, otherwise those who
 * are named in {@code pairsDevTrain.txt}. Five points of each photo come from {@code landmarks.txt} beside the lists; without
 * it each photo is cropped where the face of an LFW photo is on average.
 */
public final class LfwDevelopmentView {
    private static final String TRAIN_PEOPLE = "peopleDevTrain.txt";
    private static final String TRAIN_PAIRS = "pairsDevTrain.txt";
    private static final String TEST_PAIRS = "pairsDevTest.txt";
    private static final int SIDE = 112;

    /** Means of the five points over 59 photos of LFW, 250 x 250 pixels. */
    private static final double[] MEAN_FACE = {104.7, 112.6, 144.2, 111.0, 124.9, 137.2, 109.1, 157.0, 143.3, 156.1};

    private final Path photos;
    private final Path lists;
    private final Progress progress;

    /**
     * The view of some photos.
     *
     * @param photos a folder a person
     * @param lists folder of the lists
     */
    public LfwDevelopmentView(Path photos, Path lists, Progress progress) {
        this.photos = photos;
        this.lists = lists;
        this.progress = progress;
    }

    /** Whether it is known where the face is on each photo, and not only on average. */
    public boolean hasLandmarks() {
        return Files.exists(lists.resolve("landmarks.txt"));
    }

    /** Writes the files of the view into a folder. */
    public void generate(Path folder) {
        Map<String, double[]> points = landmarks();
        DatasetPacker packer = new DatasetPacker(progress);
        try (LabelledImages people = people(points)) {
            packer.pack(people, folder.resolve("train.rec"));
        }
        VerificationSet pairs = LfwPairs.open(photos, lists.resolve(TEST_PAIRS));
        try (VerificationSet test = new VerificationSet(
                "test", aligned(pairs.images(), points), pairs.left(), pairs.right(), pairs.same(), "")) {
            packer.pack(test, folder.resolve("test.bin"));
        }
    }

    private Map<String, double[]> landmarks() {
        Map<String, double[]> points = new HashMap<>();
        if (hasLandmarks()) {
            for (Landmarks face : Landmarks.read(lists.resolve("landmarks.txt"), photos)) {
                points.put(ListedFile.image(face.photo()).orElse(face.photo()).toString(), face.points());
            }
        }
        return points;
    }

    private EncodedImages aligned(EncodedImages originals, Map<String, double[]> points) {
        return new AlignedImages(
                originals,
                i -> {
                    double[] face = points.isEmpty() ? MEAN_FACE : points.get(originals.name(i));
                    if (face == null) {
                        throw FileProblem.at(
                                lists.resolve("landmarks.txt").toString(),
                                "no line for " + originals.name(i),
                                "a line with five points for every photo of the view");
                    }
                    return face;
                },
                LandmarkTemplate.arcFace(SIDE));
    }

    private LabelledImages people(Map<String, double[]> points) {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> names = new ArrayList<>();
        trainPeople().forEach((name, line) -> {
            Path folder = ListedFile.spelled(line.inside(photos, name));
            List<Path> own = Files.isDirectory(folder) ? FolderReader.images(folder) : List.of();
            if (own.isEmpty()) {
                throw line.broken("a person with photos in " + folder);
            }
            own.forEach(file -> labels.add(names.size()));
            files.addAll(own);
            names.add(name);
        });
        return LabelledFiles.named(aligned(new FileImages(files), points), labels, names);
    }

    /** Each with the line that names them first. */
    private Map<String, TextLines.TextLine> trainPeople() {
        Path list = lists.resolve(Files.exists(lists.resolve(TRAIN_PEOPLE)) ? TRAIN_PEOPLE : TRAIN_PAIRS);
        Map<String, TextLines.TextLine> first = new LinkedHashMap<>();
        for (TextLines.TextLine line : TextLines.read(list)) {
            String[] parts = line.parts();
            if (parts.length > 1) {
                first.putIfAbsent(parts[0], line);
            }
            if (parts.length == 4) {
                first.putIfAbsent(parts[2], line);
            }
        }
        if (first.isEmpty()) {
            throw FileProblem.atLine(list, 1, "nobody", "people to train on");
        }
        Map<String, TextLines.TextLine> sorted = new LinkedHashMap<>();
        new TreeSet<>(first.keySet()).forEach(name -> sorted.put(name, first.get(name)));
        return sorted;
    }
}
