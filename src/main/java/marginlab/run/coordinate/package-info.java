/**
 * Runs trials, each in a process of its own, and goes on whatever happens to them or to us.
 *
 * <p>In: the {@link marginlab.plan.Trial}s of a plan. Out: a {@link marginlab.run.SweepOutcome} of what became of each.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A failure of the machine (a signal, no memory, no disk) is tried again from the last checkpoint; an error of the
 *       trial would come again, so it waits for {@code --retry-failed}; a divergence is a result.
 *   <li>A worker counts as hung after a silence that is long by its own measure, not by a fixed limit alone: an epoch
 *       may take a second or an hour.
 * </ul>
 */
package marginlab.run.coordinate;
