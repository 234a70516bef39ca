package marginlab.dataset.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import marginlab.dataset.LabelledFiles;
import marginlab.dataset.LabelledImages;
import marginlab.file.FileNames;
import marginlab.file.FolderContent;
import marginlab.file.LinkedFolders;
import marginlab.image.decode.FileImages;
import marginlab.image.decode.ImageNames;
import marginlab.image.folder.FolderCensus;
import marginlab.problem.FileProblem;

/**
 * A training set as a folder a person, each with that person's images; people and images in the order of their names. Folders of
 * such folders are looked through: a person is then called by the way there, {@code Greek/character01}.
 */
public final class FolderReader {
    /** Deeper folders are no dataset but a loop of links or a mistake. */
    private static final int DEEPEST = 8;

    private final List<Path> files = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Path> people = new HashMap<>();
    private final LinkedFolders links = new LinkedFolders();

    private FolderReader() {}

    /** Opens a folder; what is neither a folder nor an image in one is passed over, which {@link FolderCensus} counts. */
    public static LabelledImages open(Path folder) {
        FolderReader found = new FolderReader();
        List<Path> content = FolderContent.of(folder);
        for (Path child : content) {
            if (Files.isDirectory(child)) {
                found.add(child, child.getFileName().toString(), 1);
            }
        }
        if (found.files.isEmpty()) {
            long loose = content.stream().filter(ImageNames::isRead).count();
            throw FileProblem.at(
                    folder.toString(),
                    loose == 0 ? "no images" : loose + " images and no folder with any",
                    "a folder a person with " + ImageNames.KINDS + " files in it");
        }
        return LabelledFiles.named(new FileImages(found.files), found.labels, found.names);
    }

    private void add(Path folder, String name, int depth) {
        if (depth > DEEPEST) {
            throw FileProblem.at(folder.toString(), "folders nested " + depth + " deep", "at most " + DEEPEST);
        }
        follow(folder);
        List<Path> children = FolderContent.of(folder);
        List<Path> own = children.stream().filter(ImageNames::isRead).toList();
        if (!own.isEmpty()) {
            Path same = people.putIfAbsent(FileNames.composed(name), folder);
            if (same != null) {
                throw FileProblem.at(
                        folder.toString(),
                        "a second folder of the name '" + name + "', whose letters are composed otherwise",
                        "one folder a person: move its images into the first");
            }
            own.forEach(file -> labels.add(names.size()));
            files.addAll(own);
            names.add(name);
        }
        for (Path child : children) {
            if (!own.contains(child) && Files.isDirectory(child)) {
                add(child, name + "/" + child.getFileName(), depth + 1);
            }
        }
    }

    /** The images in a folder, in the order of their names. */
    public static List<Path> images(Path folder) {
        return FolderContent.of(folder).stream().filter(ImageNames::isRead).toList();
    }

    private void follow(Path folder) {
        try {
            links.follow(folder);
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
    }
}
