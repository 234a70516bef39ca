package marginlab.loss.batch;

/**
 * The two orders of K centres a class. In files they stand class by class, centre k of class j in row {@code K j + k}, as in
 * arcface_torch; in a model block by block, in row {@code k C + j}, so that a block is a set of centres like any other. With one
 * centre a class both are the same.
 */
public final class CentreOrder {
    private CentreOrder() {}

    /** Rows {@code [K C, d]} in the model's order, from those of a file. */
    public static float[][] blocks(float[][] classByClass, int each) {
        int classes = classByClass.length / each;
        float[][] blocks = new float[classByClass.length][];
        for (int row = 0; row < blocks.length; row++) {
            blocks[row] = classByClass[row % classes * each + row / classes];
        }
        return blocks;
    }

    /** Rows {@code [K C, d]} in the order of a file, from those of a model. */
    public static float[][] classByClass(float[][] blocks, int each) {
        return blocks(blocks, blocks.length / each);
    }
}
