/**
 * Archives, unpacked into a folder and nowhere else.
 *
 * <p>In: a {@code .zip} or {@code .tar}, packed or not. Out: its files, or a problem.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The formats are read by commons-compress; names, growth and headers are bounded here.
 * </ul>
 */
package marginlab.file.archive;
