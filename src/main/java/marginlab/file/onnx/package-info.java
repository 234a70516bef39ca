/**
 * ONNX files, as far as one must know them before a runtime opens them. Nothing of them is run here.
 *
 * <p>In: {@code *.onnx}, which may come from anybody. Out: inputs, outputs, operators, and the names of files beside it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The protocol buffers are read by protobuf's own library; arrays stay in the mapped file and are not copied.
 * </ul>
 */
package marginlab.file.onnx;
