/**
 * Lists and numbers in text files.
 *
 * <p>In: text files of any length. Out: lines, fields and pairs of numbers, each with its place; the one text form of a
 * number.
 */
package marginlab.file.text;
