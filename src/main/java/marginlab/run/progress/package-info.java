/**
 * What a person sees of a sweep while it runs.
 *
 * <p>In: events of a sweep. Out: bars on a terminal, or a line an event.
 */
package marginlab.run.progress;
