package marginlab.model;

/**
 * What stands on the embedding while it is trained.
 *
 * @param identities number of classes C; 0 where the objective compares embeddings only
 * @param bias whether a bias is added to each class's logit
 */
public record Head(int identities, boolean bias) {
    public Head {
        if (identities < 0 || (bias && identities == 0)) {
            throw new IllegalArgumentException("a bias needs classes");
        }
    }
}
