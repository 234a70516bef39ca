/**
 * What a person types: a class a verb, each a thin layer over the stage it names.
 *
 * <p>In: arguments. Out: results on standard output, as text or as one JSON document; progress and messages on standard
 * error; an exit code.
 */
package marginlab.command;
