package marginlab.dataset.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.file.text.TextLines;
import marginlab.image.align.FacePointOrder;
import marginlab.problem.FileProblem;
import marginlab.problem.LineProblems;

/**
 * The points by which CFP's images are aligned: {@code Data/Fiducials} has a file for each of {@code Data/Images}, thirty lines {@code
 * x,y}. They come without a word on their order.
 *
 * <p>Of a profile they are its one visible side: 9 on the jaw, 3 on the brow, 6 on the eye, 4 down the nose to its tip, 3 below it,
 * 5 on the mouth with its corner first, as programs that others wrote for them read them. Eye and corner stand for both. Of a frontal
 * face the five points are found by their shape: see {@link FacePointOrder}.
 */
public final class CfpFiducials {
    private static final String FOLDER = "Fiducials";
    private static final int POINTS = 30;
    private static final FacePointOrder.PointRange PROFILE_EYE = new FacePointOrder.PointRange(12, 6);
    private static final int PROFILE_NOSE = 21;
    private static final int PROFILE_MOUTH = 25;
    /** Pixels of a crop of 112: people's faces differ from the template by two or three. */
    private static final double MOST_RESIDUAL = 5;
    /** Coordinates beyond this are not on a photo. */
    private static final double LARGEST = 1e6;

    private CfpFiducials() {}

    /** Whether there are any. */
    public static boolean areIn(Path data) {
        return Files.isDirectory(data.resolve(FOLDER));
    }

    /**
     * The five points of each image.
     *
     * @param data the folder with {@code Images} and {@code Fiducials}
     * @param images files in {@code Images}
     */
    static Map<Path, double[]> of(Path data, Collection<Path> images) {
        Map<Path, double[]> frontal = new LinkedHashMap<>();
        Map<Path, double[]> five = new LinkedHashMap<>();
        LineProblems faults = new LineProblems();
        for (Path image : images) {
            if (faults.isFull()) {
                break;
            }
            faults.gather(() -> {
                double[] all = points(file(data, image));
                if (image.getParent().endsWith("profile")) {
                    five.put(image, profile(all));
                } else {
                    frontal.put(image, all);
                }
            });
        }
        faults.raise();
        if (!frontal.isEmpty()) {
            FacePointOrder order = FacePointOrder.of(List.copyOf(frontal.values()));
            if (order.residual() > MOST_RESIDUAL) {
                throw FileProblem.at(
                        data.resolve(FOLDER).toString(),
                        "points of " + frontal.size() + " frontal faces that make no face, whatever their order",
                        "eyes, nose and mouth among them; without this folder images are taken as they are");
            }
            frontal.forEach((image, all) -> five.put(image, order.five(all)));
        }
        return five;
    }

    private static Path file(Path data, Path image) {
        Path below = data.resolve("Images")
                .toAbsolutePath()
                .normalize()
                .relativize(image.toAbsolutePath().normalize());
        String name = below.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return data.resolve(FOLDER).resolve(below).resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".txt");
    }

    private static double[] points(Path file) {
        List<Double> numbers = new ArrayList<>();
        List<TextLines.TextLine> lines = TextLines.read(file);
        if (lines.size() != POINTS) {
            throw FileProblem.at(file.toString(), lines.size() + " lines", POINTS + " lines 'x,y', a point each");
        }
        TextLines.each(lines, (i, line) -> {
            String[] parts = line.cells();
            if (parts.length != 2) {
                throw line.broken("'x,y'");
            }
            for (String part : parts) {
                numbers.add(number(line, part));
            }
        });
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double number(TextLines.TextLine line, String part) {
        try {
            double value = Double.parseDouble(part);
            if (Math.abs(value) <= LARGEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a number that is not finite.
        }
        throw line.broken("'x,y', two numbers");
    }

    private static double[] profile(double[] all) {
        double x = 0;
        double y = 0;
        for (int i = PROFILE_EYE.first(); i < PROFILE_EYE.first() + PROFILE_EYE.count(); i++) {
            x += all[2 * i] / PROFILE_EYE.count();
            y += all[2 * i + 1] / PROFILE_EYE.count();
        }
        double u = all[2 * PROFILE_MOUTH];
        double v = all[2 * PROFILE_MOUTH + 1];
        return new double[] {x, y, x, y, all[2 * PROFILE_NOSE], all[2 * PROFILE_NOSE + 1], u, v, u, v};
    }
}
