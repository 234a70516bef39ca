/**
 * Protocols with the files that they are scored from.
 *
 * <p>In: paths of saved embeddings and of lists. Out: outcomes, by the rooms that know the rules.
 */
package marginlab.protocol.files;
