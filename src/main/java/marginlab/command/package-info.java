/**
 * What a person types: the list of all verbs, each a thin layer over the stage it names.
 *
 * <p>In: arguments. Out: results on standard output, as text or as one JSON document; progress and messages on standard
 * error; an exit code.
 *
 * <p>A new verb is a class of its own, named in {@link marginlab.command.Verbs}.
 */
package marginlab.command;
