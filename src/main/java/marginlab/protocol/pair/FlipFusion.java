package marginlab.protocol.pair;

/** How the embedding of an image and of its mirror image become one, before the L2 norm is divided out. */
public enum FlipFusion {
    /** Plain plus mirrored: the reference's. */
    SUM("sum") {
        @Override
        int dimension(int d) {
            return d;
        }

        @Override
        void fuse(float[] plain, float[] flipped, double[] into) {
            for (int j = 0; j < plain.length; j++) {
                into[j] = (double) plain[j] + flipped[j];
            }
        }
    },
    /** Plain and mirrored side by side, 2d numbers. */
    CONCATENATION("concatenation") {
        @Override
        int dimension(int d) {
            return 2 * d;
        }

        @Override
        void fuse(float[] plain, float[] flipped, double[] into) {
            for (int j = 0; j < plain.length; j++) {
                into[j] = plain[j];
                into[plain.length + j] = flipped[j];
            }
        }
    },
    /** The plain image alone. */
    NONE("no-flip") {
        @Override
        int dimension(int d) {
            return d;
        }

        @Override
        void fuse(float[] plain, float[] flipped, double[] into) {
            for (int j = 0; j < plain.length; j++) {
                into[j] = plain[j];
            }
        }
    };

    private final String label;

    FlipFusion(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Numbers of a fused embedding, from d of each part. */
    abstract int dimension(int d);

    abstract void fuse(float[] plain, float[] flipped, double[] into);
}
