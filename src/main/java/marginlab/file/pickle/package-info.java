/**
 * Python's pickle, as far as verification files use it.
 *
 * <p>In: the bytes of a pickle. Out: its values; nothing of it is ever executed.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A pickle is data for a small machine that knows five names of numpy and one of Python; nothing of it is ever
 *       executed.
 * </ul>
 */
package marginlab.file.pickle;
