/**
 * One trial from its first step to its last: the loop, the optimiser, checkpoints, and embedding with the result.
 *
 * <p>In: a trial, a model, batches. Out: a trained model, figures of each epoch, embeddings. This room owns every native
 * array of a trial; each step's arrays live in a manager that is closed when the step ends.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The loop is ours: the engine library's trainer computes the loss twice, and its optimisers keep the momentum
 *       where it cannot be saved.
 *   <li>Batches, dropout and the learning rate follow from (seed, step); so a checkpoint is the step and the arrays, and
 *       a training that was stopped ends with the same bits on both engines.
 *   <li>One step is written once; whoever wants its phases apart watches it, and waits.
 *   <li>Where classes are sampled, no array of all of them has a gradient or is passed over in a step: the rows of a
 *       step are taken out, moved with their momentum, and put back.
 *   <li>With the learning rate outside the momentum, as in PyTorch, the momentum is kept without it: where classes are
 *       sampled, those that a step does not draw would else keep the rate of the step that drew them last.
 *   <li>The figures of a step tell of the values that its loss was computed with, not of those after the update.
 *   <li>A checkpoint is due when the one before it has cost less than 1 % of the time since.
 * </ul>
 */
package marginlab.train;
