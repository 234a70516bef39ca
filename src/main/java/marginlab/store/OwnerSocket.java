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
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import marginlab.file.PrivateFiles;
import marginlab.problem.ProblemException;
import marginlab.store.file.SocketPath;
import org.h2.api.ErrorCode;

/**
 * Answers readers while the owner lives, over a socket that is a file beside the database and that nobody else can open. A
 * reader names one of the {@link StoreQuestion}s; there is no way to say anything else.
 */
final class OwnerSocket implements AutoCloseable {
    /** Beyond so many readers at once the one that came first is cut off, and asks again. */
    private static final int MOST = 32;

    /** What is written for others. */
    interface Annotating {
        void annotate(String id, Set<String> tags, String note);
    }

    private final Path path;
    private final String database;
    private final ServerSocketChannel server;
    private final Annotating annotating;
    private final Deque<SocketChannel> readers = new ArrayDeque<>();

    private OwnerSocket(Path path, String database, ServerSocketChannel server, Annotating annotating) {
        this.path = path;
        this.database = database;
        this.server = server;
        this.annotating = annotating;
    }

    /**
     * Starts to answer.
     *
     * @param path whose folder is there; what a killed owner left there is removed
     * @param database the address of the database, which is open
     * @param annotating is asked by the owner's own user alone, whoever may read
     * @throws IOException where the file system has no sockets
     */
    static OwnerSocket open(Path path, String database, Annotating annotating) throws IOException {
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
        OwnerSocket socket = new OwnerSocket(path, database, server, annotating);
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
        return PrivateFiles.isShared() || isOfOwner(reader);
    }

    /** Where the system does not say who connects, the socket's file is for its user alone, unless it is shared. */
    private boolean isOfOwner(SocketChannel reader) throws IOException {
        if (!reader.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return !PrivateFiles.isShared();
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
                String said = in.readUTF();
                if (said.equals(WireFormat.ANNOTATE)) {
                    annotate(isOfOwner(reader), WireFormat.read(in, Allowance.ofQuestion()), out);
                } else {
                    StoreQuestion question = StoreQuestion.valueOf(said);
                    answer(connection, question, WireFormat.read(in, Allowance.ofQuestion()), out);
                }
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

    private void annotate(boolean may, Object[] arguments, DataOutputStream out) throws IOException {
        if (arguments.length != 3
                || !(arguments[0] instanceof String id)
                || !(arguments[1] instanceof Object[] tags)
                || !(arguments[2] instanceof String note)) {
            throw new IllegalArgumentException("a remark that is none");
        }
        try {
            if (!may) {
                throw new IllegalStateException("tags and notes are set by the owner's user alone");
            }
            Set<String> words = new LinkedHashSet<>();
            for (Object tag : tags) {
                words.add((String) tag);
            }
            annotating.annotate(id, words, note);
            out.writeByte(WireFormat.END);
        } catch (IllegalStateException | ClassCastException | ProblemException e) {
            out.writeByte(WireFormat.FAILED);
            WireFormat.write(out, new Object[] {ErrorCode.GENERAL_ERROR_1, String.valueOf(e.getMessage())});
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
