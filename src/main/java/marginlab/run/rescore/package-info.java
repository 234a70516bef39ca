/**
 * Scores finished runs under further rules and on further sets; nothing is trained.
 *
 * <p>In: runs of a store and their folders. Out: further outcomes.
 */
package marginlab.run.rescore;
