/**
 * The one seam between marginlab and what differs from engine to engine: fast operators, fused updates, devices.
 *
 * <p>In: native arrays of {@code ai.djl.ndarray}. Out: native arrays. Nothing outside this package names an operator of
 * an engine.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code NDArray.add} is the broadcasting operator of MXNet, whose backward pass is slow even for equal shapes;
 *       {@code elemwise_add} took the small network from 601 to 682 images/s.
 *   <li>A slope a channel is a 1 x 1 convolution with one group a channel, because the reduction of the slope's gradient
 *       over (N, H, W) is what is slow in MXNet's own operators (153 images/s against 386).
 * </ul>
 */
package marginlab.engine;
