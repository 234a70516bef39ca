package marginlab.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.loss.Term;
import marginlab.loss.TermKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code losses}: every loss that an experiment can name. */
@Command(
        name = "losses",
        description = "Lists every loss: its label with the published numbers, formula, paper, and what it needs.",
        footer = {"", "Example:  losses --json"})
public final class LossesCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Override
    public Integer call() {
        if (context.json()) {
            CommandOutput.json(
                    context.out(),
                    Arrays.stream(TermKind.values()).map(Document::of).toList());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        for (TermKind loss : TermKind.values()) {
            Term term = loss.standard();
            rows.add(List.of(term.label(), loss.formula(), String.join(", ", needs(term)), loss.source()));
        }
        CommandOutput.table(context.out(), List.of("LABEL", "FORMULA", "NEEDS", "SOURCE"), rows);
        context.out().println("Sums are losses too: ArcFace(0.5) + Intra, ArcFace(0.5) + 0.5 * Triplet(0.35)");
        context.out().flush();
        return 0;
    }

    /** A loss as {@code --json} prints it. */
    private record Document(
            String label,
            String name,
            String formula,
            String source,
            Map<String, Double> parameters,
            List<String> needs) {
        static Document of(TermKind loss) {
            Term term = loss.standard();
            Map<String, Double> parameters = new LinkedHashMap<>();
            loss.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.standard()));
            return new Document(
                    term.label(), loss.title(), loss.formula(), loss.source(), parameters, LossesCommand.needs(term));
        }
    }

    private static List<String> needs(Term term) {
        List<String> needs = new ArrayList<>();
        if (term.usesCentres()) {
            needs.add(term.centresEach() == 1 ? "centres" : term.centresEach() + " centres a class");
        }
        if (term.usesBias()) {
            needs.add("bias");
        }
        if (term.needsPairs()) {
            needs.add("pairs");
        }
        return needs;
    }
}
