/**
 * Networks that were trained here, as ONNX.
 *
 * <p>In: a model with its settings. Out: the graph, which holds all that a program needs to embed a face, pixel range included.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The messages are those of a library's protocol buffers; the graph is ours, an operator a layer.
 *   <li>Arrays keep the names of arcface_torch's (of arcface_mxnet's in MobileFaceNet), so that the file can be read back.
 * </ul>
 */
package marginlab.network.onnx;
