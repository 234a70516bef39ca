package marginlab.loss;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** Losses by plain loops in double precision, by label: of an embedding and its centre, of centres, of pairs of embeddings. */
final class PlainLosses {
    /** Of the logits. */
    static final int SCALE = 4;

    /** A loss by plain loops; what counts as constant is taken of the second batch. */
    interface Plain {
        double value(SmallBatch batch, SmallBatch frozen);
    }

    static final Map<String, Plain> PLAIN = new TreeMap<>();

    static final Map<String, Plain> OF_CENTRES = new TreeMap<>();

    static final Map<String, Plain> OF_PAIRS = new TreeMap<>();

    private PlainLosses() {}

    static {
        PLAIN.put("NS", target(theta -> Math.cos(theta)));
        PLAIN.put("CosFace(0.35)", target(theta -> Math.cos(theta) - 0.35));
        PLAIN.put("ArcFace(0.5)", target(theta -> Math.cos(theta + 0.5)));
        PLAIN.put("SphereFace(1.35)", target(theta -> Math.cos(1.35 * theta)));
        PLAIN.put("CM(0.9, 0.4, 0.15)", target(theta -> Math.cos(0.9 * theta + 0.4) - 0.15));
        PLAIN.put("ElasticFace-Arc(0.5, 0)", target(theta -> Math.cos(theta + 0.5)));
        PLAIN.put("ElasticFace-Arc-Plus(0.5, 0)", target(theta -> Math.cos(theta + 0.5)));
        PLAIN.put("ElasticFace-Cos(0.35, 0)", target(theta -> Math.cos(theta) - 0.35));
        PLAIN.put("SphereFace-R(1.7)", target(theta -> continuous(1.7 * theta)));
        PLAIN.put("SubCenter(0.5, 2)", (batch, frozen) -> nearestOfTwo(batch));
        PLAIN.put("MagFace(0.45, 0.8, 35)", mean((batch, i) -> {
            double a = Math.max(10, Math.min(110, batch.norm(i)));
            double margin = 0.45 + 0.35 * (a - 10) / 100;
            return crossEntropy(batch, i, Math.cos(theta(batch, i) + margin)) + 35 * (a / 12100 + 1 / a);
        }));
        PLAIN.put(
                "MV-Arc(0.35, 1.12)",
                mean((batch, i) -> hardNegatives(
                        batch,
                        i,
                        Math.cos(theta(batch, i) + 0.35),
                        theta(batch, i) < Math.PI / 2,
                        z -> 1.12 * z + 0.12)));
        PLAIN.put(
                "MV-AM(0.35, 1.12)",
                mean((batch, i) -> hardNegatives(
                        batch,
                        i,
                        Math.cos(theta(batch, i)) - 0.35,
                        Math.cos(theta(batch, i)) > 0.35,
                        z -> 1.12 * z + 0.12)));
        PLAIN.put("CurricularFace(0.5)", (batch, frozen) -> {
            double t = 0.01 * mean((other, i) -> Math.cos(theta(other, i))).value(frozen, frozen);
            return mean((other, i) -> hardNegatives(other, i, Math.cos(theta(other, i) + 0.5), true, z -> z * (t + z)))
                    .value(batch, frozen);
        });
        PLAIN.put("A-Softmax(4, 5, 0, 0)", mean((batch, i) -> {
            double theta = theta(batch, i);
            return lengthened(batch, i, (5 * Math.cos(theta) + continuous(4 * theta)) / 6);
        }));
        PLAIN.put("A-Softmax(4, 0, 0, 0)", mean((batch, i) -> lengthened(batch, i, continuous(4 * theta(batch, i)))));
        PLAIN.put("Intra", mean((batch, i) -> theta(batch, i) / Math.PI));
        PLAIN.put("P2SGrad", mean((batch, i) -> {
            double sum = 0;
            for (int j = 0; j < batch.classes(); j++) {
                double cosine = batch.cosines(i)[j];
                sum += Math.pow(j == batch.labels()[i] ? versine(batch, i) : cosine, 2) / 2;
            }
            return sum;
        }));
        PLAIN.put("Circle(0.25, 8)", circle(0.25));
        PLAIN.put("Circle(0, 8)", circle(0));
        OF_CENTRES.put("Inter", (batch, frozen) -> -betweenCentres(batch, PlainLosses::angle) / Math.PI);
        OF_CENTRES.put("MHE(2)", (batch, frozen) -> betweenCentres(batch, (a, b) -> 1 / chord(a, b, -1)));
        OF_CENTRES.put("MHE(0)", (batch, frozen) -> betweenCentres(batch, (a, b) -> -0.5 * Math.log(chord(a, b, -1))));
        OF_PAIRS.put("Triplet-All(0.35)", (batch, frozen) -> allTriplets(batch, PlainLosses::angle, 0.35));
        OF_PAIRS.put(
                "EuclideanTriplet-All(0.2)", (batch, frozen) -> allTriplets(batch, (a, b) -> chord(a, b, -1), 0.2));
        OF_PAIRS.put(
                "Contrastive(1)",
                pairs((same, a, b) ->
                        same ? chord(a, b, -1) / 2 : Math.pow(Math.max(0, 1 - Math.sqrt(chord(a, b, -1))), 2) / 2));
        OF_PAIRS.put(
                "Marginal(1.2, 0.3)",
                pairs((same, a, b) -> Math.max(0, 0.3 - (same ? 1 : -1) * (1.2 - chord(a, b, -1)))));
        OF_PAIRS.put("Marginal(0, 0)", pairs((same, a, b) -> Math.max(0, (same ? 1 : -1) * chord(a, b, -1))));
        OF_PAIRS.put("SupCon(0.25)", (batch, frozen) -> supervised(batch));
    }

    private static double chord(double[] a, double[] b, int sign) {
        double one = Math.sqrt(SmallBatch.dot(a, a));
        double other = Math.sqrt(SmallBatch.dot(b, b));
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += Math.pow(a[j] / one + sign * b[j] / other, 2);
        }
        return sum;
    }

    private static double angle(double[] a, double[] b) {
        return 2 * Math.atan2(Math.sqrt(chord(a, b, -1)), Math.sqrt(chord(a, b, 1)));
    }

    private static double theta(SmallBatch batch, int i) {
        return angle(batch.embeddings()[i], batch.centres()[batch.labels()[i]]);
    }

    private static double versine(SmallBatch batch, int i) {
        return chord(batch.embeddings()[i], batch.centres()[batch.labels()[i]], -1) / 2;
    }

    private static double continuous(double phi) {
        double k = Math.floor(phi / Math.PI);
        return (k % 2 == 0 ? 1 : -1) * Math.cos(phi) - 2 * k;
    }

    /** A number of an embedding. */
    private interface OfOne {
        double of(SmallBatch batch, int i);
    }

    private static Plain mean(OfOne number) {
        return (batch, frozen) -> {
            double sum = 0;
            for (int i = 0; i < batch.size(); i++) {
                sum += number.of(batch, i);
            }
            return sum / batch.size();
        };
    }

    private static Plain target(DoubleUnaryOperator psi) {
        return mean((batch, i) -> crossEntropy(batch, i, psi.applyAsDouble(theta(batch, i))));
    }

    private static double crossEntropy(SmallBatch batch, int i, double target) {
        double[] z = batch.cosines(i);
        z[batch.labels()[i]] = target;
        return crossEntropy(z, batch.labels()[i]);
    }

    /** With the length of the embedding for a scale. */
    private static double lengthened(SmallBatch batch, int i, double target) {
        double[] z = batch.cosines(i);
        z[batch.labels()[i]] = target;
        for (int j = 0; j < z.length; j++) {
            z[j] *= batch.norm(i);
        }
        return SmallBatch.crossEntropy(z, batch.labels()[i]);
    }

    /** Negatives above the target with its margin are changed; the target has its margin only where it is said. */
    private static double hardNegatives(
            SmallBatch batch, int i, double margined, boolean kept, DoubleUnaryOperator harder) {
        double[] z = batch.cosines(i);
        for (int j = 0; j < z.length; j++) {
            z[j] = j != batch.labels()[i] && z[j] > margined ? harder.applyAsDouble(z[j]) : z[j];
        }
        z[batch.labels()[i]] = kept ? margined : z[batch.labels()[i]];
        return crossEntropy(z, batch.labels()[i]);
    }

    /** Scale 8. */
    private static Plain circle(double m) {
        return (batch, frozen) -> mean((other, i) -> {
                    int y = other.labels()[i];
                    double[] z = other.cosines(i);
                    double[] constant = frozen.cosines(i);
                    for (int j = 0; j < z.length; j++) {
                        z[j] = 8 * Math.max(0, constant[j] + m) * (z[j] - m);
                    }
                    z[y] = 8 * Math.max(0, versine(frozen, i) + m) * (m - versine(other, i));
                    return SmallBatch.crossEntropy(z, y);
                })
                .value(batch, frozen);
    }

    private static double crossEntropy(double[] cosines, int label) {
        double[] logits = cosines.clone();
        for (int j = 0; j < logits.length; j++) {
            logits[j] *= SCALE;
        }
        return SmallBatch.crossEntropy(logits, label);
    }

    private static double nearestOfTwo(SmallBatch batch) {
        double sum = 0;
        int classes = batch.classes() / 2;
        for (int i = 0; i < batch.size(); i++) {
            double[] z = new double[classes];
            for (int j = 0; j < classes; j++) {
                double theta = Math.min(
                        angle(batch.embeddings()[i], batch.centres()[j]),
                        angle(batch.embeddings()[i], batch.centres()[classes + j]));
                z[j] = Math.cos(j == batch.labels()[i] ? theta + 0.5 : theta);
            }
            sum += crossEntropy(z, batch.labels()[i]);
        }
        return sum / batch.size();
    }

    private interface OfTwo {
        double of(double[] a, double[] b);
    }

    private static double betweenCentres(SmallBatch batch, OfTwo number) {
        double sum = 0;
        for (int label : batch.labels()) {
            for (int j = 0; j < batch.classes(); j++) {
                sum += j == label ? 0 : number.of(batch.centres()[label], batch.centres()[j]);
            }
        }
        return sum / (batch.size() * (batch.classes() - 1));
    }

    /** A number of two embeddings. */
    private interface OfPair {
        double of(boolean same, double[] a, double[] b);
    }

    private static Plain pairs(OfPair number) {
        return (batch, frozen) -> {
            double sum = 0;
            for (int i = 0; i < batch.size(); i++) {
                for (int j = 0; j < batch.size(); j++) {
                    boolean same = batch.labels()[i] == batch.labels()[j];
                    sum += i == j ? 0 : number.of(same, batch.embeddings()[i], batch.embeddings()[j]);
                }
            }
            return sum / (batch.size() * (batch.size() - 1));
        };
    }

    /** The mean hinge of all triplets of a batch. */
    private static double allTriplets(SmallBatch batch, OfTwo distance, double margin) {
        double sum = 0;
        int count = 0;
        for (int a = 0; a < batch.size(); a++) {
            for (int p = 0; p < batch.size(); p++) {
                for (int n = 0; n < batch.size(); n++) {
                    int[] y = batch.labels();
                    if (p != a && y[p] == y[a] && y[n] != y[a]) {
                        double hinge = distance.of(batch.embeddings()[a], batch.embeddings()[p])
                                - distance.of(batch.embeddings()[a], batch.embeddings()[n])
                                + margin;
                        sum += Math.max(0, hinge);
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }

    /** SupCon at temperature 0.25; each anchor that has one has one positive. */
    private static double supervised(SmallBatch batch) {
        double sum = 0;
        int anchors = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int p = 0; p < batch.size(); p++) {
                if (p != i && batch.labels()[p] == batch.labels()[i]) {
                    double all = 0;
                    for (int a = 0; a < batch.size(); a++) {
                        all += a == i ? 0 : Math.exp(4 * cosine(batch, i, a) - 4 * cosine(batch, i, p));
                    }
                    sum += Math.log(all);
                    anchors++;
                }
            }
        }
        return sum / anchors;
    }

    private static double cosine(SmallBatch batch, int i, int j) {
        return SmallBatch.cosine(batch.embeddings()[i], batch.embeddings()[j]);
    }

    /** The formula of a loss by its label. */
    static Plain of(String label) {
        return Stream.of(PLAIN, OF_CENTRES, OF_PAIRS)
                .map(losses -> losses.get(label))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
