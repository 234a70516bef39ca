package marginlab.data;

import java.nio.file.Path;

/** Makes a dataset that is drawn by a program and not handed out by anybody. */
@FunctionalInterface
public interface Generator {

    /** Writes the files of the dataset into a folder; each stands there whole or not at all. */
    void generate(Path folder);
}
