/**
 * What is kept of a run: events, figures, states.
 *
 * <p>In: what a worker says. Out: {@link marginlab.store.record.Run}s, {@link marginlab.store.record.Metric}s, {@link
 * marginlab.store.record.TrialEvent}s.
 */
package marginlab.store.record;
