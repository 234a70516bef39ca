/**
 * The verbs of {@code data}.
 *
 * <p>In: arguments that name datasets. Out: what is known of them, or files.
 */
package marginlab.command.data;
