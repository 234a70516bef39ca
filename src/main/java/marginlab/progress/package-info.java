/**
 * How far a long work is.
 *
 * <p>In: counts. Out: whatever listens shows them.
 */
package marginlab.progress;
