/**
 * What a person sees of a sweep while it runs.
 *
 * <p>In: events of a sweep. Out: bars on a terminal, or a line an event.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The bars on a terminal are ours: they carry loss, speed and time of several trials, in 100 lines.
 * </ul>
 */
package marginlab.run.progress;
