/**
 * Random numbers that depend on nothing but what they are for.
 *
 * <p>In: a seed and the numbers of a draw. Out: the same draw on every thread, machine and version of Java.
 */
package marginlab.random;
