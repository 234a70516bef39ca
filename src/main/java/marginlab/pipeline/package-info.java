/**
 * The stages one after the other: {@link marginlab.pipeline.Pipeline} is a whole experiment, {@link
 * marginlab.pipeline.Worker} the process of one trial.
 *
 * <p>In: an experiment file. Out: run folders, rows in the store, a report. The only package that knows every stage.
 */
package marginlab.pipeline;
