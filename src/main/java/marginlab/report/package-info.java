/**
 * The files that tell what an experiment found.
 *
 * <p>In: the results of a sweep. Out: one file a {@link marginlab.report.ReportFormat}.
 */
package marginlab.report;
