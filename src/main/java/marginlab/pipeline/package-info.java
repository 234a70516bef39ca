/**
 * The stages one after the other: read, plan, run, report.
 *
 * <p>In: an experiment file. Out: run folders, rows in the store, a report.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every set is opened before the first trial trains: a worker opens its verification sets after its training, and
 *       a file that was cut would cost that training's time to find.
 *   <li>Verbs call it, so it stands below them and not beside the program's own class.
 * </ul>
 */
package marginlab.pipeline;
