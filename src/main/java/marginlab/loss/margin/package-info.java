/**
 * The margin: {@code psi(theta) = cos(m1 theta + m2) - m3}, what happens past pi, and the factors of an experiment that
 * change it.
 *
 * <p>In: target angles, as numbers or as an array {@code [N, 1]}. Out: target logits.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>NS, SphereFace, ArcFace, CosFace and the combined margins are one record, {@link marginlab.loss.margin.Margin}:
 *       points of {@code cos(m1 theta + m2) - m3}.
 * </ul>
 */
package marginlab.loss.margin;
