/**
 * Weights that somebody else trained, for networks that are trained here.
 *
 * <p>In: files of arcface_mxnet and arcface_torch, or a network that marginlab wrote as ONNX. Out: a model that starts from them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Arrays are found by the names of the trainers and must have the network's shapes; every array that does not fit is named, and
 *       then nothing is taken.
 *   <li>Files are data: a pickle is read by a machine that runs nothing of it.
 * </ul>
 */
package marginlab.network.weights;
