/**
 * Datasets that marginlab makes: the drawn ones, and LFW's View 1 from its photos.
 *
 * <p>In: a row of the catalog. Out: its files.
 */
package marginlab.dataset.generate;
