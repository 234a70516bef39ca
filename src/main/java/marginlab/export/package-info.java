/**
 * Runs as other tools read them: TensorBoard's event files, and an MLflow server through its REST interface.
 *
 * <p>In: {@link marginlab.store.record.Run}s with their metrics. Out: files, or requests.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Neither tool's library is used: an event file is 30 lines of protocol buffers, the interface five requests.
 *   <li>Everything that is sent follows from the run alone, times too, so that sending it again changes nothing.
 *   <li>A metric has no time of its own; it gets that share of the run's time which its step is of the last one.
 * </ul>
 */
package marginlab.export;
