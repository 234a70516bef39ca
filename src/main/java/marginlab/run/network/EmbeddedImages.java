package marginlab.run.network;

/**
 * What was embedded: the answer of the process that does it.
 *
 * @param rows images
 * @param dimension numbers of an embedding
 */
public record EmbeddedImages(int rows, int dimension) {}
