package marginlab.report.format;

import java.util.List;
import marginlab.report.table.BestMargin;

/** A best margin as {@code results.json} has it. */
record JsonBestMargin(
        String family, String column, List<Double> tried, double best, double figure, List<Double> notToldApart) {
    static JsonBestMargin of(BestMargin margin) {
        return new JsonBestMargin(
                margin.family(),
                margin.column().name(),
                margin.tried(),
                margin.best(),
                margin.figure(),
                margin.level());
    }
}
