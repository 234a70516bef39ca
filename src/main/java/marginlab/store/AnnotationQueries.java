package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link Annotations} has kept. */
final class AnnotationQueries {
    private final StoreAnswers answers;

    AnnotationQueries(StoreAnswers answers) {
        this.answers = answers;
    }

    Optional<String> definition(String experiment) throws SQLException {
        return answers.list(StoreQuestion.DEFINITION, row -> row.text(1), experiment).stream()
                .findFirst();
    }

    List<String> members(String experiment) throws SQLException {
        return answers.list(StoreQuestion.MEMBERS, row -> row.text(1), experiment);
    }

    List<String> experiments() throws SQLException {
        return answers.list(StoreQuestion.EXPERIMENTS, row -> row.text(1));
    }

    Map<String, List<String>> experiments(Collection<String> ids) throws SQLException {
        return grouped(StoreQuestion.EXPERIMENTS_OF, ids);
    }

    Map<String, List<String>> tags(Collection<String> ids) throws SQLException {
        return grouped(StoreQuestion.TAGS, ids);
    }

    Map<String, String> notes(Collection<String> ids) throws SQLException {
        Map<String, String> notes = new HashMap<>();
        answers.each(StoreQuestion.NOTES, row -> notes.put(row.text(1), row.text(2)), (Object) ids.toArray());
        return notes;
    }

    /** The experiments of all trials that one names, of those too that have not started. */
    Map<String, List<String>> memberships() throws SQLException {
        return grouped(StoreQuestion.MEMBERSHIPS);
    }

    Map<String, List<String>> tags() throws SQLException {
        return grouped(StoreQuestion.TAGGED);
    }

    Map<String, String> notes() throws SQLException {
        Map<String, String> notes = new HashMap<>();
        answers.each(StoreQuestion.NOTED, row -> notes.put(row.text(1), row.text(2)));
        return notes;
    }

    private Map<String, List<String>> grouped(StoreQuestion question, Collection<String> ids) throws SQLException {
        return grouped(question, (Object) ids.toArray());
    }

    private Map<String, List<String>> grouped(StoreQuestion question, Object... arguments) throws SQLException {
        Map<String, List<String>> groups = new HashMap<>();
        answers.each(
                question,
                row -> groups.computeIfAbsent(row.text(1), id -> new ArrayList<>())
                        .add(row.text(2)),
                arguments);
        return groups;
    }
}
