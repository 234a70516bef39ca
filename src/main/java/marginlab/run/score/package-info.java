/**
 * What a trained network makes of a set, and what the protocols say of it.
 *
 * <p>In: a network, a set of the catalog, the folder of a run. Out: embeddings in the folder, and outcomes.
 */
package marginlab.run.score;
