/**
 * How embeddings become figures: the closed list of protocols, walked by everything above.
 *
 * <p>In: embeddings and the lists of a protocol. Out: outcomes of named figures. No engine is needed and no native
 * memory is held.
 *
 * <p>A new protocol is a class of its own, named in {@link marginlab.protocol.Protocols}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Whoever asks what a figure is, whether more of it is better, or what a set is scored by, walks the list: a new
 *       protocol is a class, a line in {@code Protocols}, and, where its layout on disk is new, a reader with a line in
 *       {@code Format}.
 *   <li>A format is scored by the protocols that name it, in the order of the list; the first gives the column.
 *   <li>What a protocol was, a run's outcome tells by its variant. A table of runs needs no catalog.
 * </ul>
 */
package marginlab.protocol;
