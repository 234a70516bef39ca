/**
 * The one seam to what each engine does fast.
 *
 * <p>In: DJL arrays, or values of Java. Out: DJL arrays, differentiable by the engine's autograd, and values of Java.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>On MXNet, operators of one meaning differ tenfold in speed and DJL's convenience methods choose the slow ones,
 *       so the few that matter are named here (batch 128, 85,742 classes, 512 dimensions, two cores): {@code
 *       FullyConnected} 50 ms against 434 for {@code matMul(W.transpose())}, {@code L2Normalization} 25 against 173 for
 *       norms by {@code square().sum()}. The broadcasting {@code add} and {@code sub} have a slow backward even for
 *       equal shapes.
 *   <li>A per-channel slope is written {@code slope x + (1 - slope) relu(x)} with 1 x 1 convolutions of one group a
 *       channel: every operator of it is one of oneDNN's, so the maps stay in its blocked layout. With {@code x -
 *       relu(x)}, which is not, each map is laid out anew on the way (185 images/s against 365 in one sitting, 362 with
 *       ReLU).
 *   <li>On MXNet, {@code stopGradient} is another handle on the same memory that is not on the tape, and work on such
 *       handles is not recorded. But a constant that meets an array of the tape is on the tape from then on, and so is
 *       all that is computed from it: give each operator a fresh {@code stopGradient} of a constant that is used again.
 *   <li>On MXNet, what a network does in each step is seen once and then one operator ({@link marginlab.engine.RecordedGraph}),
 *       and its small arrays are moved together: calls from Java and the plan of each backward pass took an eighth of a step
 *       of a small network.
 *   <li>PyTorch's arrays lie in torch's own memory, whatever they came from: DJL would have it compute in buffers of Java's, which
 *       live no longer than one handle of an array, while the tape keeps the memory until the backward pass. So numbers come by
 *       {@link marginlab.engine.Operators}, values by {@link marginlab.engine.HostToEngine}, copies by {@link
 *       marginlab.engine.ArrayCopy}, and a test forbids DJL's own ways.
 *   <li>A result belongs to the manager of the first argument.
 * </ul>
 */
package marginlab.engine;
