/**
 * The numbers behind the page's charts.
 *
 * <p>In: an accuracy table and the files of its runs. Out: JSON, a part a chart.
 *
 * <p>A new chart is a class of its own here, named in {@link marginlab.report.chart.ChartData}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Of more than eight rows one of each family is drawn at first: more lines are a thicket. The others are a click
 *       away.
 * </ul>
 */
package marginlab.report.chart;
