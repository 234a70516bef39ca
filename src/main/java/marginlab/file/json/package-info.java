/**
 * JSON: records written and read in one place, and texts from others that are bounded before they are parsed.
 *
 * <p>In: a record, or a text. Out: a text, or a record; a reader that stops at what is too long.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A document is a record, so that its keys stand in one declaration. Null is written as null; what may be absent is
 *       an {@code Optional}.
 * </ul>
 */
package marginlab.file.json;
