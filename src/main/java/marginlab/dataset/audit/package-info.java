/**
 * What is wrong with datasets: images and people that two of them share, labels that are probably wrong.
 *
 * <p>In: images of one set or of two. Out: pairs of them that look the same, with reasons.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Two photos are one where 256 bits of difference hash differ in at most 28. In 64 bits, enough for photos at
 *       large, 95 pairs of aligned crops of different people in LFW's View 1 are alike; in 256 bits two are, and these
 *       are two photos that LFW has under two names.
 * </ul>
 */
package marginlab.dataset.audit;
