package marginlab.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A folder that another process has locked. */
public final class FolderLockedException extends FileSystemException {
    private static final long serialVersionUID = 1;

    public FolderLockedException(Path folder) {
        super(folder.toString(), null, "another process has locked it");
    }
}
