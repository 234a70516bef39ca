/**
 * The live page: what the store knows, in a browser, while sweeps run.
 *
 * <p>In: a {@link marginlab.store.Store} opened for reading. Out: HTTP on one port, and nothing written anywhere.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The JDK's own server: a handful of fixed paths need no framework, and no path ever becomes a file name.
 *   <li>An open event stream holds no thread. It gets at most one short line a second and is closed after five minutes, so
 *       that what is written to a stuck reader always fits its socket's buffer; browsers open it again by themselves.
 *   <li>The JDK's server reads a request on a thread of its pool, so that a client which sends half of one holds a thread:
 *       there are 128 of them, and who has not asked within five seconds is cut off.
 *   <li>Lists are searched by the store and sent a hundred runs at a time: a page that holds 10,000 is slow, and nobody reads it.
 *   <li>The table of an experiment is made when the server starts and when a run has changed, once for all pages that ask: of
 *       10,000 runs it takes seconds.
 *   <li>Loopback is not enough against other pages in the same browser: a request must name this host, and no answer may
 *       be framed or read by another origin.
 *   <li>Beyond loopback a token is asked for, once in the address and then in a cookie that scripts cannot read.
 * </ul>
 */
package marginlab.serve;
