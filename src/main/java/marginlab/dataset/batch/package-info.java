/**
 * Batches of a training and of an evaluation, decoded ahead.
 *
 * <p>In: datasets, a sampler, a seed. Out: batches {@code [N, 3, H, W]}, each a function of seed and step.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Batch number n is a function of data, sampler and seed; decoding threads only decide when it is ready. Images
 *       left over at the end of an epoch are dropped, not carried over: every batch has one size and an epoch is a whole
 *       number of steps.
 * </ul>
 */
package marginlab.dataset.batch;
