package marginlab.plan;

/**
 * A trial with the row of the table that it fills.
 *
 * @param label of the row
 */
public record PlannedTrial(String label, Trial trial) {}
