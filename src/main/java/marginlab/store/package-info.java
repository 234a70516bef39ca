/**
 * Keeps every run and all that was recorded of it, in H2.
 *
 * <p>In: a trial and the {@link marginlab.store.Event}s of its journal. Out: {@link marginlab.store.Run}s, {@link
 * marginlab.store.Metric}s, states, durations.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One owner writes, and holds a file lock that the operating system drops with its process. Readers ask the owner's
 *       server on loopback while there is one; else they open the file read-only for the time of a query. H2's own
 *       mixed mode was left aside: there a reader that comes first becomes the server, and takes the run down with it
 *       when it ends; and after {@code kill -9} its lock file has to grow old.
 *   <li>{@code WRITE_DELAY=0}: a commit survives {@code kill -9}, at 0.2 ms each.
 *   <li>Figures that were taken together are one row under a heading, which is a list of names: with a row a figure, taking in
 *       a long run was four times as slow and the file three times as large. They are inserted plainly, and only when a row is
 *       there already is each looked up: re-reading a journal is rare. Of two figures for one step the first is read.
 *   <li>Runs are listed by the order in which they were taken in; a clock may go back.
 *   <li>An answer that needs several queries takes one connection, and a list no more of a run than it shows: opening the
 *       database takes longer than most queries, and most of a run is provenance and folds.
 *   <li>Flyway is asked only when the version differs, for its start costs more than everything else that {@code ls} does.
 *       The database is copied before a migration. A newer version is found read-only, so that it stays as it was.
 * </ul>
 */
package marginlab.store;
