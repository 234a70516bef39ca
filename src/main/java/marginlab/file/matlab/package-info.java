/**
 * MATLAB's files, looked through before a library reads them.
 *
 * <p>In: a {@code .mat} file. Out: a problem, or nothing.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A MATLAB file is looked through before the library reads it: that would take the room that a damaged file
 *       claims.
 * </ul>
 */
package marginlab.file.matlab;
