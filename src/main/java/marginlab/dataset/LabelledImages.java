package marginlab.dataset;

import marginlab.image.decode.EncodedImages;

/** Images of known people: a training set. */
public interface LabelledImages extends EncodedImages {

    /** The identity on an image, from 0 to {@code identities() - 1}. */
    int label(int i);

    /** How many people there are: the classes C of a softmax. */
    int identities();

    /** Whether people have names, and not only numbers. */
    default boolean isNamed() {
        return false;
    }

    /** The name of a person, or the label where the set has no names. */
    default String identity(int label) {
        return String.valueOf(label);
    }
}
