/**
 * Faces, pairs and batches: every format that data comes in, and the normalised arrays that training and verification take.
 *
 * <p>In: the catalog {@code datasets.yaml} and the files it names. Out: {@link marginlab.data.Faces}, {@link
 * marginlab.data.VerificationSet} and batches {@code [N, 3, H, W]}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Images stay encoded on the disk until a batch needs them; a set in memory is its offsets.
 *   <li>Files are read with positional reads, not mapped: a mapped file that is truncated meanwhile kills the JVM, and one of
 *       30 GB cannot be mapped whole.
 *   <li>A pickle is data for a small machine that knows four numpy names; nothing of it is ever executed.
 *   <li>Synthetic faces are a head of some 4,000 points that is turned and painted, not flat shapes that are shifted: a profile
 *       shows the nose's outline and the ear, and light falls from one side. Floats are added, multiplied and rooted in a fixed
 *       order and sines come from {@link java.lang.StrictMath}, so equal seeds give equal pixels on every machine.
 *   <li>A file that is written stands in its place when it is whole, or not at all.
 * </ul>
 */
package marginlab.data;
