/**
 * Templates of IJB: several images of a person as one.
 *
 * <p>In: embeddings of images and the lists of templates. Out: figures of 1:1 and of 1:N.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The pairs of a list of templates are scored tile by tile, eight million at a time: in the order of a list that
 *       is not sorted, three quarters of the time is spent waiting for rows of 4 kB from memory (2.0 against 0.7
 *       microseconds a pair on two cores).
 * </ul>
 */
package marginlab.protocol.template;
