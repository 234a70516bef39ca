/**
 * The process of one trial: trains it, embeds the verification sets, scores them.
 *
 * <p>In: a trial and its run folder. Out: events in its journal, embeddings, scores.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A worker reads its standard input: {@code stop} asks for a checkpoint, the end means that the coordinator is
 *       gone, and the worker with it. It holds a lock on its journal, so that two never write to one.
 * </ul>
 */
package marginlab.run.worker;
