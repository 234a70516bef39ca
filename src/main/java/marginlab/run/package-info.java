/**
 * Runs trials, each in a process of its own, and goes on whatever happens to them or to us.
 *
 * <p>In: the {@link marginlab.plan.Trial}s of a plan. Out: run folders with journals, a store that has what they say, and
 * a {@link marginlab.run.Sweep} of what became of each.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The journal in the run folder is the truth and the store is made from it: a worker only appends lines, the
 *       coordinator is the only writer of the database, and taking in a line twice changes nothing.
 *   <li>A worker reads its standard input: {@code stop} asks for a checkpoint, the end means that the coordinator is gone,
 *       and the worker with it. It holds a lock on its journal, so that two never write to one.
 *   <li>Time is measured by a clock that never goes back; the machine's clock is only recorded.
 *   <li>A failure of the machine (a signal, no memory, no disk) is tried again from the last checkpoint; an error of the
 *       trial would come again, so it waits for {@code --retry-failed}; a divergence is a result.
 *   <li>A worker counts as hung after a silence that is long by its own measure, not by a fixed limit alone: an epoch may
 *       take a second or an hour.
 *   <li>Workers start in 0.35 s of one core with the serial collector (the first compiler alone would save 0.1 s and cost
 *       it again in decoding).
 *   <li>Workers on Linux run without malloc's caches of small blocks, whose scraps keep the holes of class-sized arrays apart: a
 *       head of 85,742 classes takes 1.3 to 1.5 GB in place of 1.6 to 1.9, one of a million 13.4 in place of 17.4. On two cores it
 *       costs nothing that could be measured; on many it was not tried, and {@code GLIBC_TUNABLES} of the user's own stands.
 *   <li>The bars on a terminal are ours: they carry loss, speed and time of several trials, in 100 lines.
 * </ul>
 */
package marginlab.run;
