package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import marginlab.dataset.TemplateSet;
import marginlab.file.FolderContent;
import marginlab.file.text.TextLines;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.align.Landmarks;
import marginlab.problem.FileProblem;

/**
 * IJB's metadata as InsightFace hands it out: {@code ijbX_face_tid_mid.txt} with {@code image template media}, {@code
 * ijbX_template_pair_label.txt} with {@code template template 0|1}, and {@code ijbX_name_5pts_score.txt} with {@code image},
 * five points and the detector's score.
 *
 * <p>Where the list of points is there, each image is aligned by it as {@code data align} does, for the images of {@code
 * loose_crop} are not. Without it they are taken as they are.
 */
public final class IjbLists {
    private static final int SIDE = 112;
    private static final String FACE = "'image template media', two whole numbers";

    private IjbLists() {}

    /**
     * The templates and their pairs.
     *
     * @param images folder of the images
     * @param meta folder of the metadata
     */
    public static TemplateSet open(Path images, Path meta) {
        Path faces = FolderContent.only(meta, "_face_tid_mid.txt");
        List<Path> detected = FolderContent.ending(meta, "_name_5pts_score.txt");
        Map<Path, double[]> points =
                detected.isEmpty() ? null : points(FolderContent.only(meta, "_name_5pts_score.txt"), images);
        TemplateCollector set = new TemplateCollector();
        TextLines.each(TextLines.read(faces), (i, line) -> {
            String[] parts = line.parts();
            if (parts.length != 3) {
                throw line.broken(FACE);
            }
            Path image = line.inside(images, parts[0]);
            if (points != null && !points.containsKey(image)) {
                throw line.broken("an image with five points in " + detected.get(0));
            }
            int template = line.whole(parts[1], 0, FACE);
            set.add(image, String.valueOf(template), line.whole(parts[2], 0, FACE), -1);
        });
        TextLines.each(TextLines.read(FolderContent.only(meta, "_template_pair_label.txt")), (i, line) -> {
            String[] parts = line.parts();
            if (parts.length != 3 || !parts[2].matches("[01]")) {
                throw line.broken("'template template 0|1'");
            }
            if (!set.knows(parts[0]) || !set.knows(parts[1])) {
                throw line.broken("templates of " + faces.getFileName());
            }
            set.pair(parts[0], parts[1], parts[2].equals("1"));
        });
        return points == null ? set.set(faces) : set.aligned(faces, points, LandmarkTemplate.arcFace(SIDE));
    }

    private static Map<Path, double[]> points(Path list, Path images) {
        Map<Path, double[]> points = new HashMap<>();
        for (Landmarks face : Landmarks.read(list, images)) {
            double[] before = points.putIfAbsent(face.photo(), face.points());
            if (before != null && !Arrays.equals(before, face.points())) {
                throw FileProblem.at(
                        list.toString(), face.name() + " twice, with different points", "one face an image");
            }
        }
        return points;
    }
}
