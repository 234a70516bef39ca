/**
 * How far a long work is.
 *
 * <p>In: counts. Out: whatever listens shows them.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every bar is drawn here, a trial's and a download's alike. me.tongfei's progressbar has one figure a bar and cannot let
 *       lines scroll by above several of them; JLine, which it draws with, takes no terminal for one where standard input is
 *       something else, and half a second to start.
 * </ul>
 */
package marginlab.progress;
