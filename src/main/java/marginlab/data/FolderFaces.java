package marginlab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A training set as a folder a person, each with that person's images; people and images in the order of their names. */
public final class FolderFaces implements Faces {
    private final Images images;
    private final int[] labels;
    private final List<String> names;

    private FolderFaces(List<Path> files, List<Integer> labels, List<String> names) {
        this.images = new FileImages(files);
        this.labels = labels.stream().mapToInt(Integer::intValue).toArray();
        this.names = List.copyOf(names);
    }

    /** Opens a folder; what is neither a folder nor an image in one is passed over. */
    public static FolderFaces open(Path folder) {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Path person : children(folder)) {
            List<Path> own = Files.isDirectory(person) ? images(person) : List.of();
            if (!own.isEmpty()) {
                own.forEach(file -> labels.add(names.size()));
                files.addAll(own);
                names.add(person.getFileName().toString());
            }
        }
        if (files.isEmpty()) {
            throw Broken.at(folder.toString(), "no images", "a folder a person with .jpg or .png files in it");
        }
        return new FolderFaces(files, labels, names);
    }

    /** The name of the person's folder. */
    @Override
    public String identity(int label) {
        return names.get(label);
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
    public String name(int i) {
        return images.name(i);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public int identities() {
        return names.size();
    }

    @Override
    public void close() {
        images.close();
    }

    /** The images in a folder, in the order of their names. */
    static List<Path> images(Path folder) {
        return children(folder).stream().filter(FolderFaces::isImage).toList();
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw Broken.io(folder, e);
        }
    }
}
