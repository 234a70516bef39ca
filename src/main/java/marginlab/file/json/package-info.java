/**
 * JSON from others, bounded before it is parsed.
 *
 * <p>In: a text. Out: a reader that stops at what is too long.
 */
package marginlab.file.json;
