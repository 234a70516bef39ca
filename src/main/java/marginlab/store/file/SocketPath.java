package marginlab.store.file;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A socket's file. The system takes no more than some hundred bytes of a path; a longer one is reached through a link to its
 * folder, in a folder that nobody else can open and that is there for a moment.
 */
public final class SocketPath {
    /** Linux takes 107, macOS 103. */
    private static final int MOST_BYTES = 100;

    private SocketPath() {}

    /** What is done with an address. */
    public interface SocketWork<T> {
        T at(UnixDomainSocketAddress address) throws IOException;
    }

    public static <T> T with(Path socket, SocketWork<T> work) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return work.at(UnixDomainSocketAddress.of(socket));
        }
        Path folder = Files.createTempDirectory("marginlab-");
        Path link = folder.resolve("s");
        try {
            Files.createSymbolicLink(link, socket.getParent());
            return work.at(UnixDomainSocketAddress.of(link.resolve(socket.getFileName())));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(folder);
        }
    }
}
