/**
 * NumPy's arrays, {@code .npy}.
 *
 * <p>In: files or matrices. Out: whole arrays, or rows in blocks so that their number does not matter.
 */
package marginlab.file.npy;
