package marginlab.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import marginlab.loss.batch.TripletMining;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;
import marginlab.loss.margin.Margin;

/** Every term that an objective can be made of, by the name that a label begins with. */
public enum TermKind {
    SOFTMAX("Softmax", "-log softmax(W_j . x + b_j)_y", "ArcFace, eq. 1", p -> new Softmax()),
    NS("NS", "-log softmax(s cos(theta_j))_y", "ArcFace, eq. 2", p -> new MarginSoftmax(Margin.NONE)),
    ARCFACE(
            "ArcFace",
            "target s cos(theta_y + m)",
            "ArcFace, eq. 3, arXiv 1801.07698",
            p -> new MarginSoftmax(new Margin(1, p[0], 0)),
            new TermParameter("m", 0.5, ParameterRange.ANGLE)),
    COSFACE(
            "CosFace",
            "target s (cos(theta_y) - m)",
            "CosFace, arXiv 1801.09414",
            p -> new MarginSoftmax(new Margin(1, 0, p[0])),
            new TermParameter("m", 0.35, ParameterRange.COSINE)),
    SPHEREFACE(
            "SphereFace",
            "target s cos(m theta_y)",
            "ArcFace, eq. 4 with m1 only; SphereFace, arXiv 1704.08063",
            p -> new MarginSoftmax(new Margin(p[0], 0, 0)),
            new TermParameter("m", 1.35, ParameterRange.POSITIVE)),
    A_SOFTMAX(
            "A-Softmax",
            "target |x| (lambda cos(theta_y) + (-1)^k cos(m theta_y) - 2k) / (1 + lambda), lambda falling",
            "SphereFace, arXiv 1704.08063, eq. 7",
            p -> new ASoftmax(p[0], p[1], p[2], p[3]),
            new TermParameter("m", 4, ParameterRange.POSITIVE),
            new TermParameter("low", 5, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("first", 1000, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("fall", 0.12, ParameterRange.AT_LEAST_ZERO)),
    SUB_CENTER(
            "SubCenter",
            "ArcFace with cos(theta_j) = max_k w_jk . x over K centres a class",
            "Sub-center ArcFace, ECCV 2020; ArcFace v4, eq. 7",
            p -> new SubCenterArcFace(p[0], p[1]),
            new TermParameter("m", 0.5, ParameterRange.ANGLE),
            new TermParameter("K", 3, ParameterRange.COUNT)),
    CM(
            "CM",
            "target s (cos(m1 theta_y + m2) - m3)",
            "ArcFace, eq. 4",
            p -> new MarginSoftmax(new Margin(p[0], p[1], p[2])),
            new TermParameter("m1", 1, ParameterRange.POSITIVE),
            new TermParameter("m2", 0.3, ParameterRange.ANGLE),
            new TermParameter("m3", 0.2, ParameterRange.COSINE)),
    INTRA("Intra", "1/(pi N) sum theta_y", "ArcFace, eq. 5", p -> new Intra()),
    INTER("Inter", "-1/(pi N (C - 1)) sum_i sum_(j != y_i) arccos(W_(y_i) . W_j)", "ArcFace, eq. 6", p -> new Inter()),
    TRIPLET(
            "Triplet",
            "max(0, theta_ap - theta_an + m), semi-hard",
            "ArcFace, section 3.1; FaceNet, arXiv 1503.03832",
            p -> new AngularTriplet(TripletMining.SEMI_HARD, p[0]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE)),
    TRIPLET_HARD(
            "Triplet-Hard",
            "max(0, theta_ap - theta_an + m), the hardest of each anchor",
            "ArcFace, section 3.1; arXiv 1703.07737, eq. 5",
            p -> new AngularTriplet(TripletMining.HARD, p[0]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE)),
    TRIPLET_ALL(
            "Triplet-All",
            "max(0, theta_ap - theta_an + m), all",
            "ArcFace, section 3.1; arXiv 1703.07737, eq. 6",
            p -> new AngularTriplet(TripletMining.ALL, p[0]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE)),
    EUCLIDEAN_TRIPLET(
            "EuclideanTriplet",
            "max(0, |a - p|^2 - |a - n|^2 + m), semi-hard",
            "FaceNet, arXiv 1503.03832, eq. 3",
            p -> new EuclideanTriplet(TripletMining.SEMI_HARD, p[0]),
            new TermParameter("m", 0.2, ParameterRange.AT_LEAST_ZERO)),
    EUCLIDEAN_TRIPLET_HARD(
            "EuclideanTriplet-Hard",
            "max(0, |a - p|^2 - |a - n|^2 + m), the hardest of each anchor",
            "FaceNet, arXiv 1503.03832, eq. 3; arXiv 1703.07737",
            p -> new EuclideanTriplet(TripletMining.HARD, p[0]),
            new TermParameter("m", 0.2, ParameterRange.AT_LEAST_ZERO)),
    EUCLIDEAN_TRIPLET_ALL(
            "EuclideanTriplet-All",
            "max(0, |a - p|^2 - |a - n|^2 + m), all",
            "FaceNet, arXiv 1503.03832, eq. 3; arXiv 1703.07737",
            p -> new EuclideanTriplet(TripletMining.ALL, p[0]),
            new TermParameter("m", 0.2, ParameterRange.AT_LEAST_ZERO)),
    CONTRASTIVE(
            "Contrastive",
            "d^2 / 2 for one identity, max(0, m - d)^2 / 2 for two",
            "DeepID2, arXiv 1406.4773, eq. 2",
            p -> new ContrastiveLoss(p[0]),
            new TermParameter("m", 1, ParameterRange.COSINE)),
    SUP_CON(
            "SupCon",
            "-1/|P(i)| sum_p log(exp(x_i . x_p / tau) / sum_(a != i) exp(x_i . x_a / tau))",
            "arXiv 2004.11362, eq. 2",
            p -> new SupCon(p[0]),
            new TermParameter("tau", 0.07, ParameterRange.POSITIVE)),
    MARGINAL(
            "Marginal",
            "max(0, xi - y_ij (theta - |x_i - x_j|^2))",
            "Deng et al., CVPRW 2017, eq. 3",
            p -> new MarginalLoss(p[0], p[1]),
            new TermParameter("theta", 1.2, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("xi", 0.3, ParameterRange.AT_LEAST_ZERO)),
    RANGE(
            "Range",
            "alpha sum_I 2 / (1/D_1 + 1/D_2) + beta max(0, m - min |mean_I - mean_J|^2)",
            "arXiv 1611.08976, eq. 6 to 9",
            p -> new RangeLoss(p[0], p[1], p[2]),
            new TermParameter("alpha", 1e-4, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("beta", 1e-3, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("m", 2e4, ParameterRange.AT_LEAST_ZERO)),
    CENTER(
            "Center",
            "1/(2N) sum |x - c_y|^2, c_y following with alpha",
            "Wen et al., ECCV 2016, eq. 2 and 4",
            p -> new CenterLoss(p[0]),
            new TermParameter("alpha", 0.5, ParameterRange.SHARE)),
    MHE(
            "MHE",
            "1/(N (C - 1)) sum_i sum_(j != y_i) |w_(y_i) - w_j|^-s, log(1/|.|) for s = 0",
            "SphereFace+, arXiv 1805.09298, eq. 1",
            p -> new Mhe(p[0]),
            new TermParameter("s", 2, ParameterRange.AT_LEAST_ZERO)),
    SPHEREFACE_R(
            "SphereFace-R",
            "target s ((-1)^k cos(m theta_y) - 2k), k = floor(m theta_y / pi)",
            "arXiv 2109.05565",
            p -> new SphereFaceR(p[0]),
            new TermParameter("m", 1.7, ParameterRange.POSITIVE)),
    ADA_FACE(
            "AdaFace",
            "target s (cos(theta_y - m z) - (m + m z)), z from |x|",
            "arXiv 2204.00964, eq. 13",
            p -> new AdaFace(p[0], p[1], p[2]),
            new TermParameter("m", 0.4, ParameterRange.ANGLE),
            new TermParameter("h", 0.333, ParameterRange.POSITIVE),
            new TermParameter("t", 0.01, ParameterRange.SHARE)),
    MAG_FACE(
            "MagFace",
            "target s cos(theta_y + m(|x|)), + lambda mean(a / 110^2 + 1/a)",
            "arXiv 2103.06627, eq. 3 and 4",
            p -> new MagFace(p[0], p[1], p[2]),
            new TermParameter("low", 0.45, ParameterRange.ANGLE),
            new TermParameter("high", 0.8, ParameterRange.ANGLE),
            new TermParameter("lambda", 35, ParameterRange.AT_LEAST_ZERO)),
    ELASTIC_ARC(
            "ElasticFace-Arc",
            "target s cos(theta_y + N(m, sigma))",
            "arXiv 2109.09416, eq. 5",
            p -> new ElasticFace(ElasticFace.Kind.ARC, p[0], p[1]),
            new TermParameter("m", 0.5, ParameterRange.ANGLE),
            new TermParameter("sigma", 0.05, ParameterRange.AT_LEAST_ZERO)),
    ELASTIC_COS(
            "ElasticFace-Cos",
            "target s (cos(theta_y) - N(m, sigma))",
            "arXiv 2109.09416, eq. 6",
            p -> new ElasticFace(ElasticFace.Kind.COS, p[0], p[1]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE),
            new TermParameter("sigma", 0.05, ParameterRange.AT_LEAST_ZERO)),
    ELASTIC_ARC_PLUS(
            "ElasticFace-Arc-Plus",
            "ElasticFace-Arc, the largest margin to the sample furthest from its centre",
            "arXiv 2109.09416, section 3.3",
            p -> new ElasticFace(ElasticFace.Kind.ARC_PLUS, p[0], p[1]),
            new TermParameter("m", 0.5, ParameterRange.ANGLE),
            new TermParameter("sigma", 0.0175, ParameterRange.AT_LEAST_ZERO)),
    ELASTIC_COS_PLUS(
            "ElasticFace-Cos-Plus",
            "ElasticFace-Cos, the largest margin to the sample furthest from its centre",
            "arXiv 2109.09416, section 3.3",
            p -> new ElasticFace(ElasticFace.Kind.COS_PLUS, p[0], p[1]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE),
            new TermParameter("sigma", 0.02, ParameterRange.AT_LEAST_ZERO)),
    UNI_FACE(
            "UniFace",
            "log(1 + exp(b - s (cos_y - m))) + l sum_(j != y) log(1 + exp(s cos_j - b)), b learned",
            "UniFace, ICCV 2023",
            p -> new UniFace(p[0], p[1]),
            new TermParameter("m", 0.4, ParameterRange.COSINE),
            new TermParameter("l", 1, ParameterRange.AT_LEAST_ZERO)),
    ADA_COS("AdaCos", "NS with s = sqrt(2) log(C - 1)", "arXiv 1905.00292, eq. 12", p -> new AdaCos()),
    MV_AM(
            "MV-AM",
            "CosFace with hard negatives s (t cos_j + t - 1)",
            "arXiv 1812.11317, eq. 8",
            p -> new MvSoftmax(MvSoftmax.Kind.AM, p[0], p[1]),
            new TermParameter("m", 0.35, ParameterRange.COSINE),
            new TermParameter("t", 1.12, ParameterRange.POSITIVE)),
    MV_ARC(
            "MV-Arc",
            "ArcFace with hard negatives s (t cos_j + t - 1)",
            "arXiv 1812.11317, eq. 8",
            p -> new MvSoftmax(MvSoftmax.Kind.ARC, p[0], p[1]),
            new TermParameter("m", 0.35, ParameterRange.ANGLE),
            new TermParameter("t", 1.12, ParameterRange.POSITIVE)),
    CURRICULAR_FACE(
            "CurricularFace",
            "ArcFace with hard negatives s cos_j (t + cos_j), t a moving average",
            "arXiv 2004.00288, eq. 4 to 9",
            p -> new CurricularFace(p[0]),
            new TermParameter("m", 0.5, ParameterRange.ANGLE)),
    CIRCLE(
            "Circle",
            "-log softmax(gamma max(0, cos_j + m) (cos_j - m)) with its own target",
            "arXiv 2002.10857, eq. 8",
            p -> new CircleLoss(p[0], p[1]),
            new TermParameter("m", 0.25, ParameterRange.COSINE),
            new TermParameter("gamma", 256, ParameterRange.POSITIVE)),
    P2S_GRAD("P2SGrad", "1/2 sum_j (cos(theta_j) - onehot_j)^2", "arXiv 1905.02479, eq. 12", p -> new P2SGrad()),
    SPHEREFACE2(
            "SphereFace2",
            "(lambda log(1 + exp(-r (g_y - m) - b)) + (1 - lambda) sum_(j != y) log(1 + exp(r (g_j + m) + b))) / r,"
                    + " g = 2 ((cos + 1) / 2)^t - 1, b learned",
            "SphereFace2-C, arXiv 2108.01513",
            p -> new SphereFace2(p[0], p[1], p[2], p[3]),
            new TermParameter("m", 0.4, ParameterRange.COSINE),
            new TermParameter("r", 40, ParameterRange.POSITIVE),
            new TermParameter("t", 3, ParameterRange.POSITIVE),
            new TermParameter("lambda", 0.7, ParameterRange.FRACTION)),
    SFACE(
            "SFace",
            "-s cos_y / (1 + exp(-k (theta_y - a))) + s sum_(j != y) cos_j / (1 + exp(k (theta_j - b))), fractions constant",
            "arXiv 2205.12010",
            p -> new SFace(p[0], p[1], p[2]),
            new TermParameter("k", 80, ParameterRange.POSITIVE),
            new TermParameter("a", 0.8, ParameterRange.ANGLE),
            new TermParameter("b", 1.23, ParameterRange.ANGLE)),
    ARC_NEG_FACE(
            "ArcNegFace",
            "ArcFace with negatives s (t_j cos_j + t_j - 1), t_j = alpha exp(-(cos_j - cos(theta_y + m))^2 / sigma)",
            "arXiv 1909.00632",
            p -> new ArcNegFace(p[0], p[1], p[2]),
            new TermParameter("m", 0.5, ParameterRange.ANGLE),
            new TermParameter("alpha", 1.2, ParameterRange.POSITIVE),
            new TermParameter("sigma", 2, ParameterRange.POSITIVE)),
    ADAPTIVE_FACE(
            "AdaptiveFace",
            "target s (cos(theta_y) - m_y), + lambda (1 - mean m_j), m_j learned from m in [0, 1]",
            "AdaM-Softmax, AdaptiveFace, CVPR 2019",
            p -> new AdaptiveFace(p[0], p[1]),
            new TermParameter("lambda", 70, ParameterRange.AT_LEAST_ZERO),
            new TermParameter("m", 0.35, ParameterRange.SHARE)),
    LM_SOFTMAX(
            "LM-Softmax",
            "1/s log sum_(j != y) exp(s (cos(theta_j) - cos(theta_y)))",
            "arXiv 2206.11589",
            p -> new LmSoftmax()),
    RING("Ring", "1/(2N) sum (|x| - R)^2, R learned", "arXiv 1803.00130", p -> new RingLoss()),
    UNI_TS_FACE(
            "UniTSFace",
            "log(1 + exp(b - s (cos_y - m))) + sum_(j != y) log(1 + exp(s cos_j - b)), with each class's last embedding,"
                    + " b learned",
            "UniTSFace, NeurIPS 2023",
            p -> new UniTsFace(p[0]),
            new TermParameter("m", 0.1, ParameterRange.COSINE));

    private final String title;
    private final String formula;
    private final String source;
    private final Function<double[], Term> constructor;
    private final List<TermParameter> parameters;

    TermKind(
            String title,
            String formula,
            String source,
            Function<double[], Term> constructor,
            TermParameter... parameters) {
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
    public List<TermParameter> parameters() {
        return parameters;
    }

    /** The term with its published numbers. */
    public Term standard() {
        return create(parameters.stream().mapToDouble(TermParameter::standard).toArray());
    }

    /** The term with these numbers, one a parameter. */
    Term create(double[] values) {
        return constructor.apply(values);
    }

    /** The names of all terms. */
    public static List<String> titles() {
        return Arrays.stream(values()).map(TermKind::title).toList();
    }

    static Optional<TermKind> named(String title) {
        return Arrays.stream(values()).filter(c -> c.title.equals(title)).findFirst();
    }
}
