/**
 * Keeps every run and all that was recorded of it, in H2.
 *
 * <p>In: a trial and the {@link marginlab.store.record.TrialEvent}s of its journal. Out: {@link
 * marginlab.store.record.Run}s, {@link marginlab.store.record.Metric}s, states, durations.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One owner writes, and holds a file lock that the operating system drops with its process. While there is one,
 *       readers ask it over a socket that is a file beside the database; else they open the file read-only for the time
 *       of a query. H2's own server was left: whoever reached its port could run programs as the owner, and a password,
 *       a role and a list of forbidden functions make that unlikely where no port makes it impossible. A snapshot that
 *       the owner writes was left too: it costs a copy of the database each time a page looks. H2's mixed mode never
 *       came into question: there a reader that comes first becomes the server, and takes the run down with it when it
 *       ends; and after {@code kill -9} its lock file has to grow old.
 *   <li>A reader sends the name of a {@link marginlab.store.StoreQuestion} and its arguments, never a statement, and
 *       gets values of a few kinds. The owner's own user, and nobody else who may read, can also have it replace the tags
 *       and the note of a run: people write them while a sweep runs. So an owner can be asked nothing but what {@code ls} asks, and a reader of a
 *       stranger's store cannot be made to do anything but read values. The socket's file is for its user alone, and the
 *       system is asked who connects.
 *   <li>Verbs that write need to be the owner, and say who is.
 *   <li>A socket cannot be asked from another machine over a shared disk: the reader says where the owner is.
 *   <li>Before a database is opened, its objects and the classes that read its rows are read from its file as text
 *       ({@link marginlab.store.file.DatabaseContents}) and compared with what our migrations make ({@link
 *       marginlab.store.DatabaseObjects}): H2 compiles and runs triggers, connects linked tables and makes instances of
 *       classes while it opens. A list of what is allowed needs not know what is dangerous. It is text of this version
 *       of H2: who moves to another one runs DatabaseObjectsTest and adds the lists that it makes, beside those that older
 *       stores have.
 *   <li>What others could exchange between that look and the opening is copied first, and never written to.
 *   <li>H2 gets a number for a path ({@link marginlab.store.file.StoreFile}), so that no character of a path is an
 *       option.
 *   <li>{@code WRITE_DELAY=0}: a commit survives {@code kill -9}, at 0.2 ms each.
 *   <li>Figures that were taken together are one row under a heading, which is a list of names: with a row a figure,
 *       taking in a long run was four times as slow and the file three times as large. They are inserted plainly, and
 *       only when a row is there already is each looked up: re-reading a journal is rare. Of two figures for one step
 *       the first is read.
 *   <li>Runs are listed by the order in which they were taken in; a clock may go back.
 *   <li>An answer that needs several queries takes one connection, and a list no more of a run than it shows: opening
 *       the database takes longer than most queries, and most of a run is provenance and folds.
 *   <li>Flyway is asked only when the version differs, for its start costs more than everything else that {@code ls}
 *       does. The database is copied before a migration. A newer version is found read-only, so that it stays as it was.
 * </ul>
 */
package marginlab.store;
