package marginlab.plan;

import marginlab.experiment.Row;

/** A trial with the row of the table that it fills. */
public record Planned(Row row, Trial trial) {}
