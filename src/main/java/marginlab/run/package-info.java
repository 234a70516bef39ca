/**
 * Run folders and their journals, and the store that is made from them.
 *
 * <p>In: events of trials. Out: folders with journals, and a store that has what they say.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The journal in the run folder is the truth and the store is made from it: a worker only appends lines, the
 *       coordinator is the only writer of the database, and taking in a line twice changes nothing.
 *   <li>Time is measured by a clock that never goes back; the machine's clock is only recorded.
 * </ul>
 */
package marginlab.run;
