/**
 * Images to embeddings: the networks and their first values.
 *
 * <p>In: a backbone's description and a seed. Out: a network whose training output is (embedding, centres, bias).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The class centres are a parameter of the network and not of the loss: one optimiser, one checkpoint.
 *   <li>First values are drawn on the host by {@code java.util.Random}, whose digits are specified, so both engines
 *       start a trial from the same arrays.
 *   <li>A recipe is first values, an epsilon and what decays; it changes no layer.
 *   <li>Large arrays go to files and back in pieces: one buffer of Java ends at 2 GB.
 *   <li>Dropout takes its mask from outside: an engine's own generator cannot be put back to a step.
 * </ul>
 */
package marginlab.network;
