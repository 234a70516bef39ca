package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;

/** Run folders that come from another machine, and those that make room for them; none is ever there by half. */
final class RunFolderCopies {
    private final Path runs;

    RunFolderCopies(Path runs) {
        this.runs = runs;
    }

    /** Makes room for another folder of the same trial; this one stays, under another name. */
    void setAside(Path folder) throws IOException {
        AtomicMove.folder(folder, aside(folder));
    }

    private Path aside(Path folder) {
        Path aside = runs.resolve(".replaced-" + folder.getFileName());
        for (int i = 2; Files.exists(aside); i++) {
            aside = runs.resolve(".replaced-" + folder.getFileName() + "-" + i);
        }
        return aside;
    }

    /** Under another name first, then renamed, so that there is never half a folder. */
    void copy(Path from, Path to) throws IOException {
        Path aside = runs.resolve(".new-" + to.getFileName());
        FolderTree.delete(aside);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.collect(Collectors.toList())) {
                Path copy = aside.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    PrivateFiles.folder(copy);
                } else {
                    Files.copy(path, copy, LinkOption.NOFOLLOW_LINKS);
                    PrivateFiles.tighten(copy);
                    // The journal's time tells how long an attempt without an end took.
                    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
                }
            }
        }
        AtomicMove.folder(aside, to);
    }
}
