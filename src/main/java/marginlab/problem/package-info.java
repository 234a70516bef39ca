/**
 * What is wrong with what a user gave: where, what was found, what was expected, what to do. The ground floor, for all.
 *
 * <p>In: a place and a finding. Out: every {@link marginlab.problem.Problem} of an input at once.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Problems are collected, never thrown one by one; a check whose settings could not be read is left out, so that
 *       one slip is one line.
 * </ul>
 */
package marginlab.problem;
