/**
 * Which trials an experiment means, before any of them runs; pure and deterministic.
 *
 * <p>In: an {@link marginlab.experiment.Experiment} and the fingerprints of the datasets. Out: a {@link
 * marginlab.plan.Plan}, trial by trial with ids that follow from content alone.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A trial's id is a hash of its objective, settings, seed and data, of nothing else: renaming an experiment,
 *       adding a row or describing it better trains nothing again; another image in a dataset does.
 *   <li>The state of a trial comes from outside, so the plan needs no store.
 * </ul>
 */
package marginlab.plan;
