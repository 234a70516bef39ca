/**
 * The drawn faces: people who do not exist, in every view.
 *
 * <p>In: a seed, a person's number, an image's number. Out: pixels, the same on every machine.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Synthetic faces are a head of some 4,000 points that is turned and painted, not flat shapes that are shifted: a
 *       profile shows the nose's outline and the ear, and light falls from one side. Floats are added, multiplied and
 *       rooted in a fixed order and sines come from {@link java.lang.StrictMath}, so equal seeds give equal pixels on
 *       every machine.
 * </ul>
 */
package marginlab.synthetic;
