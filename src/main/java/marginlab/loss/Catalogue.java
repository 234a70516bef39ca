package marginlab.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every term that an objective can be made of, by the name that a label begins with. */
public enum Catalogue {
    SOFTMAX("Softmax", "-log softmax(W_j . x + b_j)_y", "ArcFace, eq. 1", p -> new Softmax()),
    NS("NS", "-log softmax(s cos(theta_j))_y", "ArcFace, eq. 2", p -> new MarginSoftmax(Margin.NONE)),
    ARCFACE(
            "ArcFace",
            "target s cos(theta_y + m)",
            "ArcFace, eq. 3, arXiv 1801.07698",
            p -> new MarginSoftmax(new Margin(1, p[0], 0)),
            new Parameter("m", 0.5, Range.ANGLE)),
    COSFACE(
            "CosFace",
            "target s (cos(theta_y) - m)",
            "CosFace, arXiv 1801.09414",
            p -> new MarginSoftmax(new Margin(1, 0, p[0])),
            new Parameter("m", 0.35, Range.COSINE)),
    SPHEREFACE(
            "SphereFace",
            "target s cos(m theta_y)",
            "ArcFace, eq. 4 with m1 only; SphereFace, arXiv 1704.08063",
            p -> new MarginSoftmax(new Margin(p[0], 0, 0)),
            new Parameter("m", 1.35, Range.POSITIVE)),
    CM(
            "CM",
            "target s (cos(m1 theta_y + m2) - m3)",
            "ArcFace, eq. 4",
            p -> new MarginSoftmax(new Margin(p[0], p[1], p[2])),
            new Parameter("m1", 1, Range.POSITIVE),
            new Parameter("m2", 0.3, Range.ANGLE),
            new Parameter("m3", 0.2, Range.COSINE)),
    INTRA("Intra", "1/(pi N) sum theta_y", "ArcFace, eq. 5", p -> new Intra()),
    INTER("Inter", "-1/(pi N (C - 1)) sum_i sum_(j != y_i) arccos(W_(y_i) . W_j)", "ArcFace, eq. 6", p -> new Inter()),
    TRIPLET(
            "Triplet",
            "max(0, theta_ap - theta_an + m), semi-hard",
            "ArcFace, section 3.1; FaceNet, arXiv 1503.03832",
            p -> new Triplet(p[0]),
            new Parameter("m", 0.35, Range.ANGLE));

    private final String title;
    private final String formula;
    private final String source;
    private final Function<double[], Term> constructor;
    private final List<Parameter> parameters;

    Catalogue(
            String title,
            String formula,
            String source,
            Function<double[], Term> constructor,
            Parameter... parameters) {
        this.title = title;
        this.formula = formula;
        this.source = source;
        this.constructor = constructor;
        this.parameters = List.of(parameters);
    }

    /** What a label begins with: {@code ArcFace}. */
    public String title() {
        return title;
    }

    /** What it computes, in one line. */
    public String formula() {
        return formula;
    }

    /** Paper and equation. */
    public String source() {
        return source;
    }

    /** The numbers in its brackets, in order. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The term with its published numbers. */
    public Term standard() {
        return create(parameters.stream().mapToDouble(Parameter::standard).toArray());
    }

    /** The term with these numbers, one a parameter. */
    Term create(double[] values) {
        return constructor.apply(values);
    }

    static Optional<Catalogue> named(String title) {
        return Arrays.stream(values()).filter(c -> c.title.equals(title)).findFirst();
    }
}
