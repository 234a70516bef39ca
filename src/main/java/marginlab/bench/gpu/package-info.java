/**
 * The proof that a machine's GPUs train right and how fast, in one sitting of some minutes.
 *
 * <p>In: a folder with libtorch or where DJL keeps it, what the driver says, and how long it may take. Out: one JSON and one page
 * of what was measured, what failed and what to do about it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Each part runs in a process of its own: a driver that does not fit crashes the part and not the proof.
 *   <li>What is left of the time is divided by weight among what is left to do, so that a slow machine gets fewer steps of each
 *       part and not fewer parts.
 *   <li>Without a GPU the parts that need none run all the same, and the page says that this is all.
 * </ul>
 */
package marginlab.bench.gpu;
