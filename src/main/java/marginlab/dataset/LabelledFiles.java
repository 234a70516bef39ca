package marginlab.dataset;

import java.nio.file.Path;
import java.util.List;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.FileImages;

/** A training set of images that are files of their own, each with its label. */
public final class LabelledFiles implements LabelledImages {
    private final EncodedImages images;
    private final int[] labels;
    private final int identities;
    private final List<String> names;

    private LabelledFiles(EncodedImages images, int[] labels, int identities, List<String> names) {
        this.images = images;
        this.labels = labels;
        this.identities = identities;
        this.names = names;
    }

    /** People without names. */
    public static LabelledFiles numbered(List<Path> files, int[] labels, int identities) {
        return new LabelledFiles(new FileImages(files), labels.clone(), identities, List.of());
    }

    /** People with names, the name of label 0 first. */
    public static LabelledFiles named(EncodedImages images, List<Integer> labels, List<String> names) {
        return new LabelledFiles(
                images, labels.stream().mapToInt(Integer::intValue).toArray(), names.size(), List.copyOf(names));
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public byte[] encoded(int i) {
        return images.encoded(i);
    }

    @Override
    public List<Path> files() {
        return images.files();
    }

    @Override
    public String name(int i) {
        return images.name(i);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public int identities() {
        return identities;
    }

    @Override
    public boolean isNamed() {
        return !names.isEmpty();
    }

    @Override
    public String identity(int label) {
        return names.isEmpty() ? String.valueOf(label) : names.get(label);
    }

    @Override
    public void close() {
        images.close();
    }
}
