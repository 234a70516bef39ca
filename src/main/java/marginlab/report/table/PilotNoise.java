package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.DesignPower;
import marginlab.stats.RowNoise;

/** How far the figures of a sweep scatter in each column, as a pilot for another. */
public final class PilotNoise {
    private PilotNoise() {}

    /** The columns, and their average, in which something is repeated. */
    public static List<DesignPower.Noise> of(SweepResults sweep) {
        AccuracyTable table = AccuracyTable.of(sweep);
        List<TableRow> rows = new ArrayList<>();
        for (TableRow row : table.rows()) {
            rows.add(row.with(table.cellsWithAverage(rows.size())));
        }
        RowNoise noise = BestGroup.noise(rows, table.columns().size());
        List<ScoredColumn> columns = table.withAverage();
        List<DesignPower.Noise> all = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            double deviation = noise.deviation(column);
            if (deviation > 0) {
                all.add(new DesignPower.Noise(columns.get(column).name(), deviation));
            }
        }
        return all;
    }
}
