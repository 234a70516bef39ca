/**
 * The protocols by which embeddings of faces become figures, as a type and a closed list: {@link marginlab.protocol.Protocol}
 * and {@link marginlab.protocol.Protocols}. A set of the catalog and the embeddings that a network made of it flow in, outcomes
 * with their decisions flow out; the algorithms themselves are in {@code marginlab.verify}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Whoever asks what a figure is, whether more of it is better, or what a set is scored by, walks the list: a new protocol
 *       is a class, a line in {@code Protocols}, and, where its layout on disk is new, a reader with a line in {@code Format}.
 *   <li>A format is scored by the protocols that name it, in the order of the list; the first gives the column.
 *   <li>What a protocol was, a run's outcome tells by its variant. A table of runs needs no catalog.
 * </ul>
 */
package marginlab.protocol;
