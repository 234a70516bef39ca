/**
 * What this machine does: speed and memory of training, of the loss alone, of reading images, of scoring, of the store.
 *
 * <p>In: sizes and names of losses, networks and engines. Out: {@link marginlab.bench.BenchFigure}s with their spread.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What an engine does is measured in a process of its own, started as a worker is, so that threads and allocator
 *       are a trial's and peak memory is that of one measurement.
 *   <li>Engines compute asynchronously. Whole steps are timed in the training loop as it is; the phases of a step in a
 *       second pass that waits for the end of each, so they need not add up to a whole step.
 *   <li>Each protocol is measured in a process of its own, so that its peak memory is told.
 *   <li>Low and high are the lowest and the highest of what was measured, after a warm-up. They and the median are taken by
 *       commons-math from the samples themselves: there are a few dozen, too few for the buckets of a histogram.
 * </ul>
 */
package marginlab.bench;
