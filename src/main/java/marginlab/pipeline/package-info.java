/**
 * The stages one after the other: {@link marginlab.pipeline.Pipeline} is a whole experiment, {@link
 * marginlab.pipeline.Worker} the process of one trial.
 *
 * <p>In: an experiment file. Out: run folders, rows in the store, a report. The only package that knows every stage.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every set is opened before the first trial trains: a worker opens its verification sets after its training, and a file
 *       that was cut would cost that training's time to find.
 * </ul>
 */
package marginlab.pipeline;
