/**
 * Embeddings {@code [N, d]} as every protocol takes them: checked, brought to length 1, multiplied.
 *
 * <p>In: rows of embeddings. Out: unit rows, products, and the {@link marginlab.protocol.embedding.ProtocolOutcome} that
 * all protocols end in.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A figure that the data cannot tell (no impostor pair, fewer of them than one over the rate) is an absent key and
 *       a note, never a number.
 *   <li>Without an engine the product does 18 to 19 billion operations a second and core in vector instructions, against
 *       3 for a loop that the compiler does not vectorise (AVX-512, Java 17, on a busy machine).
 * </ul>
 */
package marginlab.protocol.embedding;
