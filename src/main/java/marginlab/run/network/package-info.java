/**
 * Networks that others trained at work: a set embedded, a set scored, and which images a network was trained for.
 *
 * <p>In: a network's file and a set of the catalog. Out: embeddings, outcomes, and what {@code network check} says.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A network is opened in a process of its own: a file that breaks its engine ends that process and no other.
 *   <li>A check tries every form on few pairs and the best of them on all: a wrong range or colour costs far more than few pairs leave
 *       open.
 * </ul>
 */
package marginlab.run.network;
