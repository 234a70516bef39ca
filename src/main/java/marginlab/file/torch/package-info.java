/**
 * Files of {@code torch.save}: a zip, or since before version 1.6 a row of pickles.
 *
 * <p>In: a file. Out: its tensors by name, whose values are read when they are asked for. Nothing of the pickle is ever executed, and
 * no name that it asks for is looked up.
 */
package marginlab.file.torch;
