/**
 * Arrays of numbers as files keep them.
 *
 * <p>In: where an array stands in a file, its shape and its type. Out: its values as float32, piece by piece.
 */
package marginlab.file.array;
