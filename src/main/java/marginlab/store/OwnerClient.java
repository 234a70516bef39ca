package marginlab.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.file.SocketPath;
import marginlab.store.file.TimedChannel;
import org.h2.api.ErrorCode;

/**
 * The owner's answers, over its {@link OwnerSocket}. What is not an answer of ours is refused at its first strange word, and what
 * has no end where an {@link Allowance} is used up, or the time of a {@link TimedChannel}.
 */
final class OwnerClient implements StoreAnswers, AutoCloseable {
    private final TimedChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Allowance allowance = Allowance.ofReader();

    private OwnerClient(TimedChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(channel.in(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(channel.out(), 1 << 16));
    }

    /** @throws SQLException that {@link StoreSchema#mayPass} where nobody answers there now */
    static OwnerClient at(Path socket) throws SQLException {
        if (Files.isSymbolicLink(socket)) {
            // It would lead to a socket of another service, which would be sent questions.
            throw new ProblemException(
                    new Problem(socket.toString(), "a link", "the socket that a store's owner made"));
        }
        try {
            OwnerClient owner = new OwnerClient(SocketPath.with(socket, TimedChannel::connect));
            try {
                if (owner.in.readInt() != WireFormat.GREETING) {
                    throw new SQLException("it is of another version", "08S01", ErrorCode.FEATURE_NOT_SUPPORTED_1);
                }
                return owner;
            } catch (IOException | SQLException e) {
                owner.close();
                throw e;
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void each(StoreQuestion question, Each row, Object... arguments) throws SQLException {
        ask(question.name(), row, arguments);
    }

    /** Asks the owner to replace the tags and the note of a run, which it does for its own user alone. */
    void annotate(String id, Set<String> tags, String note) throws SQLException {
        ask(WireFormat.ANNOTATE, row -> {}, id, tags.toArray(), note);
    }

    private void ask(String question, Each row, Object... arguments) throws SQLException {
        try {
            channel.ask();
            out.writeUTF(question);
            WireFormat.write(out, arguments);
            out.flush();
            byte next = in.readByte();
            while (next == WireFormat.ROW) {
                row.take(new ResultRow.Sent(WireFormat.read(in, allowance)));
                next = in.readByte();
            }
            if (next == WireFormat.FAILED) {
                Object[] failure = WireFormat.read(in, allowance);
                if (failure.length != 2
                        || !(failure[0] instanceof Integer code)
                        || !(failure[1] instanceof String said)) {
                    throw new ProtocolException("a failure that is none");
                }
                throw new SQLException(said, "HY000", code);
            }
            if (next != WireFormat.END) {
                throw new ProtocolException("an answer of kind " + next);
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Not as a cause: what a socket says is nothing that the disk says. */
    private static SQLException broken(IOException met) {
        String said = String.valueOf(met.getMessage());
        if (met instanceof ProtocolException) {
            return WireFormat.unexpected(said);
        }
        SQLException broken = met instanceof SocketTimeoutException
                ? new SQLException(said, "HYT00", ErrorCode.LOCK_TIMEOUT_1)
                : new SQLException(said, "08006", ErrorCode.CONNECTION_BROKEN_1);
        broken.addSuppressed(met);
        return broken;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
