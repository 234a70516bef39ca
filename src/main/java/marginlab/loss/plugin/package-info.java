/**
 * A loss that somebody brings as a jar: what its author implements, what it is given, and how the jar is read.
 *
 * <p>In: jars that the user named. Out: their losses, each with the SHA-256 of its jar.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A jar is code, and does whatever the user may do. So nothing is loaded from a folder because one happens to stand in it: only
 *       from a folder that was named, and from the one beside the program itself, whose writer could change the program as well.
 *   <li>The classes come from the bytes that were hashed: a jar that is built anew meanwhile changes nothing for what is at work.
 *   <li>{@link marginlab.loss.plugin.LossPlugin}, {@link marginlab.loss.plugin.LossBatch}, {@link
 *       marginlab.loss.plugin.LossNeed}, {@link marginlab.loss.batch.LossValue}, {@link
 *       marginlab.loss.label.TermParameter} and {@link marginlab.loss.label.ParameterRange} are what authors rely on.
 * </ul>
 */
package marginlab.loss.plugin;
