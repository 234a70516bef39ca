/**
 * Datasets written as InsightFace's trainers read them.
 *
 * <p>In: a dataset. Out: {@code .rec} and {@code .bin} files, without encoding an image again.
 */
package marginlab.dataset.pack;
