package marginlab.report.format;

import java.util.List;
import java.util.Locale;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.PublishedOrder;
import marginlab.report.table.PublishedResults;
import marginlab.stats.RankAgreement;

/** How the order of the rows agrees with the paper's, in sentences. */
final class OrderText {
    private static final int MOST_PAIRS = 3;

    private OrderText() {}

    /** {@code The order on lfw agrees with that of Table 2: tau 0.71 (0.45 to 0.90) over 12 rows; it disagrees on NS above ...}. */
    static List<String> of(AccuracyTable table) {
        return PublishedOrder.of(table).stream().map(OrderText::sentence).toList();
    }

    private static String sentence(PublishedOrder order) {
        RankAgreement agreement = order.agreement();
        String interval = agreement
                .interval()
                .map(some -> " (" + tau(some.low()) + " to " + tau(some.high()) + " over seeds)")
                .orElse("");
        return "The order on " + order.column().name() + (agreement.tau() > 0 ? " agrees with" : " is not")
                + " that of "
                + PublishedResults.shipped().table() + " of the paper: Kendall's tau " + tau(agreement.tau()) + interval
                + " over " + agreement.rows() + " rows" + disagreement(order) + ".";
    }

    private static String disagreement(PublishedOrder order) {
        List<RankAgreement.RankedPair> inverted = order.agreement().inverted();
        if (inverted.isEmpty()) {
            return "";
        }
        List<String> pairs = inverted.stream()
                .limit(MOST_PAIRS)
                .map(pair -> order.rows().get(pair.above()) + " above "
                        + order.rows().get(pair.below()))
                .toList();
        int more = inverted.size() - pairs.size();
        return "; it disagrees on "
                + (more == 0
                        ? VerdictText.joined(pairs)
                        : String.join(", ", pairs) + " and " + more + (more == 1 ? " more pair" : " more pairs"));
    }

    private static String tau(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
