package marginlab.report.table;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of objectives in Table 2 of the ArcFace paper (arXiv 1801.07698); what the paper does not have comes after, in
 * the order of the experiment file.
 *
 * <p>Objectives of one family that differ in a single parameter stand in its order: ArcFace(0.4) before ArcFace(0.5).
 */
final class RowOrder {
    private static final List<String> FAMILIES = List.of(
            "ArcFace",
            "SphereFace",
            "CosFace",
            "CM",
            "Softmax",
            "NS",
            "NS + Intra",
            "NS + Inter",
            "NS + Intra + Inter",
            "Triplet",
            "ArcFace + Intra",
            "ArcFace + Inter",
            "ArcFace + Intra + Inter",
            "ArcFace + Triplet");
    private static final Pattern PARAMETERS = Pattern.compile("\\([^()]*\\)");
    private static final Pattern ONE_PARAMETER = Pattern.compile("[A-Za-z]+\\((-?[0-9.]+)\\)");

    private RowOrder() {}

    /** Compares labels; equal where only the order of the file can tell. */
    static Comparator<String> comparator() {
        return Comparator.comparingInt(RowOrder::family).thenComparing(RowOrder::compareParameter);
    }

    private static int family(String label) {
        int at = FAMILIES.indexOf(PARAMETERS.matcher(label).replaceAll(""));
        return at < 0 ? FAMILIES.size() : at;
    }

    private static int compareParameter(String left, String right) {
        Matcher a = ONE_PARAMETER.matcher(left);
        Matcher b = ONE_PARAMETER.matcher(right);
        boolean ranked = family(left) < FAMILIES.size();
        return ranked && a.matches() && b.matches()
                ? Double.compare(Double.parseDouble(a.group(1)), Double.parseDouble(b.group(1)))
                : 0;
    }
}
