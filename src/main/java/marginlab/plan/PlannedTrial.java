package marginlab.plan;

import marginlab.experiment.ExperimentRow;

/** A trial with the row of the table that it fills. */
public record PlannedTrial(ExperimentRow row, Trial trial) {}
