/**
 * What every verb is given: flags, output, places of things, and how it fails.
 *
 * <p>In: parsed arguments. Out: text or JSON on standard output, progress on standard error.
 */
package marginlab.command.context;
