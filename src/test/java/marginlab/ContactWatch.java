package marginlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.Permission;

/**
 * Java's own way to hear of every address that a process is about to contact, by sockets of any kind. It forbids nothing, and writes
 * each address into a file, a line each.
 */
@SuppressWarnings("removal")
public final class ContactWatch extends SecurityManager {
    /** A system property: the file. */
    static final String FILE = "marginlab.watched";

    private final Path file = Path.of(System.getProperty(FILE));

    /** Made by Java, for {@code -Djava.security.manager}. */
    public ContactWatch() {}

    @Override
    public void checkConnect(String host, int port) {
        try {
            Files.writeString(file, host + ":" + port + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void checkConnect(String host, int port, Object context) {
        checkConnect(host, port);
    }

    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkPermission(Permission permission, Object context) {}
}
