/**
 * The verbs over experiments and runs.
 *
 * <p>In: arguments that name experiments and runs. Out: what was planned, run, found, kept.
 */
package marginlab.command.runs;
