/**
 * MXNet's list of arrays, {@code model-0000.params}.
 *
 * <p>In: a file. Out: its arrays by name, whose values are read when they are asked for. Sizes are bounded by the file's own.
 */
package marginlab.file.mxnet;
