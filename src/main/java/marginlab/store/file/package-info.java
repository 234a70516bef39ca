/**
 * The files of a store, and in whose hands they are.
 *
 * <p>In: a place that a user names. Out: a database file that is ours, locked or copied.
 */
package marginlab.store.file;
