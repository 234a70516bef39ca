package marginlab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images that are files of their own. */
final class FileImages implements Images {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final List<Path> files;

    FileImages(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public byte[] encoded(int i) {
        Path file = files.get(i);
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw Broken.at(file.toString(), "an image of " + size + " bytes", "at most " + MOST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            if (!Files.isRegularFile(file)) {
                throw Broken.at(file.toString(), "no such file", "an image");
            }
            throw Broken.io(file, e);
        }
    }

    @Override
    public String name(int i) {
        return files.get(i).toString();
    }

    @Override
    public void close() {
        // Each read opens and closes its file.
    }
}
