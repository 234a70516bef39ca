/**
 * What authors of losses in jars can test them with.
 *
 * <p>In: a loss of theirs, and its value by plain loops. Out: nothing, or all that is wrong.
 */
package marginlab.train.contract;
