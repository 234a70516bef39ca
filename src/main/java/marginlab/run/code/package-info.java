/**
 * The classes that a sweep, a live page or any other long work runs from, apart from those that the next build writes.
 *
 * <p>In: a class path. Out: a copy of it, named by its content.
 */
package marginlab.run.code;
