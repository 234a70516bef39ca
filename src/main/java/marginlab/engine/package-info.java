/**
 * The one seam to what each engine does fast.
 *
 * <p>In: DJL arrays. Out: DJL arrays, differentiable by the engine's autograd.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>On MXNet, operators of one meaning differ tenfold in speed and DJL's convenience methods choose the slow ones, so
 *       the few that matter are named here (batch 128, 85,742 classes, 512 dimensions, two cores): {@code FullyConnected}
 *       50 ms against 434 for {@code matMul(W.transpose())}, {@code L2Normalization} 25 against 173 for norms by
 *       {@code square().sum()}. The broadcasting {@code add} and {@code sub} have a slow backward even for equal shapes.
 *   <li>A result belongs to the manager of the first argument.
 * </ul>
 */
package marginlab.engine;
