package marginlab.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** Answers that somebody else has at hand, for some queries in a row. */
final class BorrowedAccess extends DatabaseAccess {
    private final StoreAnswers answers;
    private final DatabaseAccess lender;

    BorrowedAccess(StoreAnswers answers, DatabaseAccess lender) {
        this.answers = answers;
        this.lender = lender;
    }

    @Override
    boolean isOwned() {
        return lender.isOwned();
    }

    /** Carries an error of the database past work that knows nothing of databases. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException error;

        Broken(SQLException error) {
            super(error);
            this.error = error;
        }
    }

    /** Does the work, which reads here; its errors are those of a single query. */
    <T> T during(Supplier<T> work) throws SQLException {
        try {
            return work.get();
        } catch (Broken e) {
            throw e.error;
        }
    }

    @Override
    <T> T read(T none, Reading<T> work) {
        try {
            return work.from(answers);
        } catch (SQLException e) {
            throw new Broken(e);
        }
    }

    @Override
    <T> T write(DatabaseWork<T> work) {
        throw new IllegalStateException("this is only reading");
    }

    @Override
    void together(Store.Taking work) {
        throw new IllegalStateException("this is only reading");
    }

    @Override
    void annotate(String id, Set<String> tags, String note) {
        throw new IllegalStateException("this is only reading");
    }

    @Override
    public void close() {}
}
