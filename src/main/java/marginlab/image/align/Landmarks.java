package marginlab.image.align;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.text.TextLines;

/**
 * Five points of a face on a photo: a line {@code path, x y of each point}, or of InsightFace's {@code .lst}: {@code aligned,
 * path, label, box x1 y1 x2 y2, five x, five y}. A number after the points, as the detector's score in IJB's lists, is passed over.
 *
 * @param name of the photo, relative to the folder of photos however the list has it
 * @param photo the file
 * @param points x, y of left eye, right eye, nose, left and right corner of the mouth
 */
public record Landmarks(String name, Path photo, double[] points) {
    private static final String EXPECTED =
            "'path x y x y x y x y x y' or InsightFace's 'aligned path label box points'";
    private static final int PLAIN = 11;
    private static final int SCORED = 12;
    private static final int INSIGHTFACE = 17;
    /** Coordinates beyond this are not on a photo. */
    private static final double LARGEST = 1e6;

    /** The points of all photos of a list. */
    public static List<Landmarks> read(Path list, Path folder) {
        List<Landmarks> all = new ArrayList<>();
        TextLines.each(TextLines.read(list), (i, line) -> all.add(of(line, folder)));
        return all;
    }

    private static Landmarks of(TextLines.TextLine line, Path folder) {
        String[] parts = line.parts();
        if (parts.length != PLAIN && parts.length != SCORED && parts.length != INSIGHTFACE) {
            throw line.broken(EXPECTED);
        }
        boolean plain = parts.length != INSIGHTFACE;
        String name = parts[plain ? 0 : 1];
        double[] points = new double[10];
        for (int i = 0; i < 10; i++) {
            // InsightFace has all x before all y.
            points[i] = number(line, parts[plain ? 1 + i : 7 + i / 2 + i % 2 * 5]);
        }
        if (points[0] == points[2] && points[1] == points[3]) {
            throw line.broken("two eyes that are not one point");
        }
        Path photo = line.inside(folder, name);
        return new Landmarks(folder.normalize().relativize(photo).toString(), photo, points);
    }

    private static double number(TextLines.TextLine line, String part) {
        try {
            double value = Double.parseDouble(part);
            if (Math.abs(value) <= LARGEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a value that is not finite.
        }
        throw line.broken(EXPECTED);
    }
}
