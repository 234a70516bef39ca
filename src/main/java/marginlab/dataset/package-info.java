/**
 * What a dataset is to the rest: labelled images, pairs to verify, templates to search.
 *
 * <p>In: encoded images. Out: the sets that training and protocols take.
 */
package marginlab.dataset;
