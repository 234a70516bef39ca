/**
 * Runs and experiments side by side.
 *
 * <p>In: two runs or two experiments. Out: their differences as a table, a page, JSON.
 */
package marginlab.report.compare;
