/**
 * The live page: what the store knows, in a browser, while sweeps run.
 *
 * <p>In: a {@link marginlab.store.Store} opened for reading. Out: HTTP on one port; written are tags and notes alone, by a {@link
 * marginlab.serve.RemarkWriter}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The JDK's own server: a handful of fixed paths need no framework, and no path ever becomes a file name.
 *   <li>An open event stream holds no thread. It gets at most one short line a second and is closed after five minutes,
 *       so that what is written to a stuck reader always fits its socket's buffer; browsers open it again by themselves.
 *   <li>The JDK's server reads a request on a thread of its pool, so that a client which sends half of one holds a
 *       thread: there are 128 of them, and who has not asked within five seconds is cut off, as is who has not read its
 *       answer within those minutes of an event stream.
 *   <li>The outlines of all runs are kept in memory. Before an answer only what has started, been scored or was running
 *       since is read from the store; where nobody owns the file and it is as old as before, nothing is. To ask the
 *       database for a list of 10,000 runs took half a second on a busy machine.
 *   <li>A page that is hidden or left closes its event stream: a browser has six connections to a server for all its tabs, and
 *       the seventh page would wait for ever.
 *   <li>Lists are sent a hundred rows at a time, chosen and sorted here by the words of {@link marginlab.store.query}; the
 *       browser holds the rows in sight and asks for others as one scrolls. The table that was asked for last is kept until a
 *       run moves on. A page that holds 10,000 rows is slow, and nobody reads it.
 *   <li>Tags and notes are read whole with each change: a mark would cost a change of the database for a few milliseconds.
 *   <li>A journal has no times of steps, and the hours between two attempts are no training: the time axis of curves is
 *       reckoned from the images a second that a run recorded.
 *   <li>Charts of runs are those of the report, by its own scripts and numbers.
 *   <li>Tags and notes are all that is written: by POST to one address, from a page of the same origin, with a token that
 *       another origin cannot read and a header that it cannot send. The browser's own cookie would not do: on loopback
 *       there is none.
 *   <li>An address holds all that a page shows, in the query, so that it can be sent on; the server sees no more in it than
 *       the words of the list.
 *   <li>The table of an experiment is made when the server starts and when one of its runs has moved on, once for all
 *       pages that ask; a page waits 40 ms for it, is given the one before and told when there is a new one.
 *   <li>The library of charts is fetched with the first chart: the first view has none. What is shipped is kept by the browser,
 *       which asks by its hash whether it is still the same; all else is never kept.
 *   <li>Loopback is not enough against other pages in the same browser: a request must name this host, and no answer may
 *       be framed or read by another origin.
 *   <li>Beyond loopback a token is asked for, once in the address and then in a cookie that scripts cannot read.
 * </ul>
 */
package marginlab.serve;
