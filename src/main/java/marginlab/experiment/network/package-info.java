/**
 * What a network that others trained takes: how large its images are, what becomes of their pixels, and in which order the
 * colours stand.
 *
 * <p>In: texts of experiments and flags. Out: values whose text form parses back to an equal one.
 */
package marginlab.experiment.network;
