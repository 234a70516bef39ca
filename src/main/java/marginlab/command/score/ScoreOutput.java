package marginlab.command.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.MetricText;
import marginlab.protocol.embedding.ProtocolOutcome;

/** What a protocol said, as text or JSON. */
final class ScoreOutput {
    private static final int DIGITS = 12;

    private ScoreOutput() {}

    /** What a protocol said of files; {@code fingerprint} is that of their lists. */
    static void print(CommandContext context, ProtocolOutcome outcome, String fingerprint) {
        if (context.json()) {
            CommandOutput.json(context.out(), Document.of(outcome, fingerprint));
        } else {
            text(context, outcome.noting("of lists with fingerprint " + fingerprint.substring(0, DIGITS)));
        }
    }

    /** The rules, a table of figures, and the notes. */
    static void text(CommandContext context, ProtocolOutcome outcome) {
        context.tell(outcome.variant());
        List<List<String>> rows = new ArrayList<>();
        outcome.metrics().forEach((name, value) -> rows.add(List.of(name, MetricText.of(name, value))));
        context.table(List.of("METRIC", "VALUE"), rows);
        outcome.notes().forEach(context::tell);
        context.out().flush();
    }

    /**
     * What a protocol said as {@code --json} prints it.
     *
     * @param fingerprint of the lists of files that were scored
     * @param id of a stored run that was scored
     * @param set that it was scored on
     */
    record Document(
            String protocol,
            Map<String, Double> metrics,
            List<Double> folds,
            List<String> notes,
            Optional<String> fingerprint,
            Optional<String> id,
            Optional<String> set) {
        static Document of(ProtocolOutcome outcome, String fingerprint) {
            return of(outcome, Optional.of(fingerprint), Optional.empty(), Optional.empty());
        }

        static Document of(String id, ProtocolOutcome outcome) {
            return of(outcome, Optional.empty(), Optional.of(id), Optional.of(outcome.set()));
        }

        private static Document of(
                ProtocolOutcome outcome, Optional<String> fingerprint, Optional<String> id, Optional<String> set) {
            return new Document(
                    outcome.variant(), outcome.metrics(), outcome.folds(), outcome.notes(), fingerprint, id, set);
        }
    }
}
