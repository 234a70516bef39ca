package marginlab.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import marginlab.file.PrivateFiles;
import marginlab.store.file.SocketPath;

/**
 * Answers readers while the owner lives, over a socket that is a file beside the database and that nobody else can open. A
 * reader names one of the {@link StoreQuestion}s; there is no way to say anything else.
 */
final class OwnerSocket implements AutoCloseable {
    /** Beyond so many readers at once the one that came first is cut off, and asks again. */
    private static final int MOST = 32;

    private final Path path;
    private final String database;
    private final ServerSocketChannel server;
    private final Deque<SocketChannel> readers = new ArrayDeque<>();

    private OwnerSocket(Path path, String database, ServerSocketChannel server) {
        this.path = path;
        this.database = database;
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param path whose folder is there; what a killed owner left there is removed
     * @param database the address of the database, which is open
     * @throws IOException where the file system has no sockets
     */
    static OwnerSocket open(Path path, String database) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            SocketPath.with(path, server::bind);
            if (Files.getFileStore(path.getParent()).supportsFileAttributeView("posix")) {
                // Who is let in is asked of the system too: until this line, a generous umask would let others connect.
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(PrivateFiles.isShared() ? "rw-rw-rw-" : "rw-------"));
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        OwnerSocket socket = new OwnerSocket(path, database, server);
        socket.start(socket::accept);
        return socket;
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "store-readers");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel reader = server.accept();
                if (isLetIn(reader)) {
                    keep(reader);
                    start(() -> answer(reader));
                } else {
                    reader.close();
                }
            } catch (IOException e) {
                // No file descriptor is free, or this is being closed.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private boolean isLetIn(SocketChannel reader) throws IOException {
        if (PrivateFiles.isShared() || !reader.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        String user = reader.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return user.equals("root") || user.equals(Files.getOwner(path).getName());
    }

    private void keep(SocketChannel reader) throws IOException {
        SocketChannel first = null;
        synchronized (readers) {
            readers.add(reader);
            if (readers.size() > MOST) {
                first = readers.poll();
            }
        }
        if (first != null) {
            first.close();
        }
    }

    /** Until the reader leaves; an error of the socket is its leaving. */
    private void answer(SocketChannel reader) {
        try (reader;
                DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(reader)));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(reader), 1 << 16));
                Connection connection = DatabaseAccess.connect(database)) {
            out.writeInt(WireFormat.GREETING);
            out.flush();
            while (true) {
                answer(
                        connection,
                        StoreQuestion.valueOf(in.readUTF()),
                        WireFormat.read(in, Allowance.ofQuestion()),
                        out);
                out.flush();
            }
        } catch (IOException | SQLException | IllegalArgumentException e) {
            // It has left, it asked what nobody asks, or the store is being closed: it sees the end of the stream.
        } finally {
            synchronized (readers) {
                readers.remove(reader);
            }
        }
    }

    private static void answer(Connection connection, StoreQuestion question, Object[] arguments, DataOutputStream out)
            throws IOException {
        try (PreparedStatement prepared = connection.prepareStatement(question.statement())) {
            SqlSession.bind(prepared, arguments);
            try (ResultSet rows = prepared.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                ResultRow.Current row = new ResultRow.Current(rows);
                while (rows.next()) {
                    out.writeByte(WireFormat.ROW);
                    WireFormat.write(out, row.values(columns));
                }
            }
            out.writeByte(WireFormat.END);
        } catch (SQLException e) {
            out.writeByte(WireFormat.FAILED);
            WireFormat.write(out, new Object[] {e.getErrorCode(), String.valueOf(e.getMessage())});
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Deque<SocketChannel> last;
        synchronized (readers) {
            last = new ArrayDeque<>(readers);
        }
        for (SocketChannel reader : last) {
            reader.close();
        }
        Files.deleteIfExists(path);
    }
}
