package marginlab.image.align;

import java.util.List;

/**
 * Which of a face's many points are its eyes, its nose and the corners of its mouth, where nobody says it: the choice by which the
 * mean of all faces fits ArcFace's five points best. An eye is the mean of points that follow each other, the others are single.
 * What fits best is also what crops are best made by, whatever the points are called.
 *
 * @param leftEye first place and number of places of the eye that is left in the image
 * @param rightEye of the other
 * @param nose place of the tip
 * @param leftMouth place of the corner that is left in the image
 * @param rightMouth of the other
 * @param residual root of the mean squared distance to ArcFace's points, in pixels of a crop of 112
 */
public record FacePointOrder(
        PointRange leftEye, PointRange rightEye, int nose, int leftMouth, int rightMouth, double residual) {
    /** An eye has six points or fewer in most schemes, and eight in some. */
    private static final int LONGEST = 8;

    private static final LandmarkTemplate TEMPLATE = LandmarkTemplate.arcFace(112);

    /** Places that follow each other. */
    public record PointRange(int first, int count) {
        private boolean has(int place) {
            return place >= first && place < first + count;
        }

        private boolean meets(PointRange other) {
            return first < other.first + other.count && other.first < first + count;
        }

        private double mean(double[] points, int axis) {
            double sum = 0;
            for (int i = first; i < first + count; i++) {
                sum += points[2 * i + axis];
            }
            return sum / count;
        }
    }

    /**
     * The best choice for faces whose points have one order.
     *
     * @param faces points of each, {@code x, y} in turn; upright by and large
     */
    public static FacePointOrder of(List<double[]> faces) {
        double[] mean = mean(faces);
        int places = mean.length / 2;
        FacePointOrder best = null;
        for (int left = 0; left < places * LONGEST; left++) {
            PointRange leftEye = new PointRange(left / LONGEST, 1 + left % LONGEST);
            for (int right = 0; right < places * LONGEST; right++) {
                PointRange rightEye = new PointRange(right / LONGEST, 1 + right % LONGEST);
                FacePointOrder order = completed(mean, leftEye, rightEye);
                if (order != null && (best == null || order.residual < best.residual)) {
                    best = order;
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no two eyes among " + places + " points");
        }
        return best;
    }

    /** The mean of faces that are shifted to their middle and scaled to one size. */
    private static double[] mean(List<double[]> faces) {
        double[] mean = new double[faces.get(0).length];
        for (double[] face : faces) {
            int n = face.length / 2;
            double x = 0;
            double y = 0;
            for (int i = 0; i < n; i++) {
                x += face[2 * i] / n;
                y += face[2 * i + 1] / n;
            }
            double square = 0;
            for (int i = 0; i < n; i++) {
                square += Math.pow(face[2 * i] - x, 2) + Math.pow(face[2 * i + 1] - y, 2);
            }
            double scale = Math.sqrt(square / n);
            for (int i = 0; i < n && scale > 0; i++) {
                mean[2 * i] += (face[2 * i] - x) / scale / faces.size();
                mean[2 * i + 1] += (face[2 * i + 1] - y) / scale / faces.size();
            }
        }
        return mean;
    }

    /** With the points that come nearest to the rest of the template when the eyes lie on its eyes; null where these cannot be eyes. */
    private static FacePointOrder completed(double[] face, PointRange leftEye, PointRange rightEye) {
        int places = face.length / 2;
        if (leftEye.first + leftEye.count > places
                || rightEye.first + rightEye.count > places
                || leftEye.meets(rightEye)) {
            return null;
        }
        double[] eyes = {leftEye.mean(face, 0), leftEye.mean(face, 1), rightEye.mean(face, 0), rightEye.mean(face, 1)};
        double across = eyes[2] - eyes[0];
        if (across <= 0 || Math.abs(eyes[3] - eyes[1]) > across / 2) {
            return null;
        }
        double[] target = TEMPLATE.points();
        SimilarityTransform onto =
                SimilarityTransform.fit(eyes, new double[] {target[0], target[1], target[2], target[3]});
        int[] rest = new int[3];
        for (int part = 0; part < 3; part++) {
            double nearest = Double.MAX_VALUE;
            for (int i = 0; i < places; i++) {
                double u = onto.a() * face[2 * i] - onto.b() * face[2 * i + 1] + onto.s() - target[4 + 2 * part];
                double v = onto.b() * face[2 * i] + onto.a() * face[2 * i + 1] + onto.t() - target[5 + 2 * part];
                double square = u * u + v * v;
                if (square < nearest && !leftEye.has(i) && !rightEye.has(i)) {
                    nearest = square;
                    rest[part] = i;
                }
            }
        }
        FacePointOrder order = new FacePointOrder(leftEye, rightEye, rest[0], rest[1], rest[2], 0);
        double[] five = order.five(face);
        return new FacePointOrder(
                leftEye,
                rightEye,
                rest[0],
                rest[1],
                rest[2],
                SimilarityTransform.fit(five, target).residual(five, target));
    }

    /** Eyes, nose and corners of the mouth of a face. */
    public double[] five(double[] face) {
        return new double[] {
            leftEye.mean(face, 0),
            leftEye.mean(face, 1),
            rightEye.mean(face, 0),
            rightEye.mean(face, 1),
            face[2 * nose],
            face[2 * nose + 1],
            face[2 * leftMouth],
            face[2 * leftMouth + 1],
            face[2 * rightMouth],
            face[2 * rightMouth + 1]
        };
    }
}
