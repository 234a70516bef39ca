/**
 * The jars of losses that a trial needs, in the folder of its run.
 *
 * <p>In: losses of jars that a plan names. Out: their jars in run folders, and the losses again for the process of a trial.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A jar goes into each run folder, as a network of others does: whatever starts a worker, this machine, Slurm or Spark, gives it
 *       its run folder, and a run stays whole when the jar is built anew.
 *   <li>A worker loads a jar only where its hash is the trial's and also among those that the sweep was planned with: run folders may
 *       come from a stranger, the plan does not.
 * </ul>
 */
package marginlab.run.plugin;
