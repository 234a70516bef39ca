/**
 * The program.
 *
 * <p>In: the arguments of a command line. Out: an exit code.
 */
package marginlab;
