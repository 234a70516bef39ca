/**
 * The verbs of {@code score}: protocols without training.
 *
 * <p>In: arguments that name files of embeddings, or runs. Out: figures.
 */
package marginlab.command.score;
