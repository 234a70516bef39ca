/**
 * Networks that others trained: what a file says of itself, and the network that it is.
 *
 * <p>In: an MXNet symbol with its arrays, an ONNX file, or TorchScript, from anybody. Out: an {@link
 * marginlab.network.EmbeddingNetwork}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What a file is, is told by its first bytes and not by its name.
 *   <li>The engine reads a private copy: of an MXNet network one that is made of what was understood, of the others what was
 *       checked. So nobody changes it between the look and the use.
 *   <li>TorchScript is a program, and an operator of MXNet that is not on the list may be: they need the user's word. ONNX is arithmetic alone.
 *   <li>A batch norm after a convolution becomes part of it: the same numbers but for rounding, and a third of the time less.
 *   <li>A PReLU becomes a sum of convolutions of 1 x 1: the same numbers but for rounding, and half of the time less again.
 * </ul>
 */
package marginlab.network.external;
