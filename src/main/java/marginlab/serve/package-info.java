/**
 * The live page: what the store knows, in a browser, while sweeps run.
 *
 * <p>In: a {@link marginlab.store.Store} opened for reading. Out: HTTP on one port, and nothing written anywhere.
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
 *   <li>Lists are sent a hundred runs at a time: a page that holds 10,000 is slow, and nobody reads it.
 *   <li>The table of an experiment is made when the server starts and when one of its runs has moved on, once for all
 *       pages that ask; a page waits 40 ms for it, is given the one before and told when there is a new one.
 *   <li>The library of charts is fetched with the first chart: the first view has none.
 *   <li>Loopback is not enough against other pages in the same browser: a request must name this host, and no answer may
 *       be framed or read by another origin.
 *   <li>Beyond loopback a token is asked for, once in the address and then in a cookie that scripts cannot read.
 * </ul>
 */
package marginlab.serve;
