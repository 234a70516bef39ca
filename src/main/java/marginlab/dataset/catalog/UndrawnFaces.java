package marginlab.dataset.catalog;

import marginlab.dataset.LabelledImages;

/**
 * The faces of a set that is still to be drawn, as what draws it promises them: the same number of images of each person,
 * and no picture yet.
 */
final class UndrawnFaces implements LabelledImages {
    private final String name;
    private final int identities;
    private final int images;

    UndrawnFaces(String name, Dataset.Counts promised) {
        this.name = name;
        identities = Math.toIntExact(promised.identities().orElseThrow());
        images = Math.toIntExact(promised.images().orElseThrow());
    }

    @Override
    public int label(int i) {
        return (int) ((long) i * identities / images);
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public int size() {
        return images;
    }

    @Override
    public byte[] encoded(int i) {
        throw new IllegalStateException(name + " is not drawn yet");
    }

    @Override
    public String name(int i) {
        return name + " image " + i;
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
