/**
 * What lies in folders of images beside the images.
 *
 * <p>In: a folder, and the files of it that are used. Out: what is passed over, by kind, with a count.
 */
package marginlab.image.folder;
