/**
 * Files as the system has them: regular ones, read at any offset; whole ones or none, written; what lies in folders.
 *
 * <p>In: paths, which may be hostile. Out: bytes, or a problem that names the path. No word of faces.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Files are read with positional reads, not mapped: a mapped file that is truncated meanwhile kills the JVM, and
 *       one of 30 GB cannot be mapped whole.
 *   <li>A file that is written stands in its place when it is whole, or not at all.
 * </ul>
 */
package marginlab.file;
