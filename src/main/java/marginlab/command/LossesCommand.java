package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
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
            JsonArray documents = new JsonArray();
            for (TermKind loss : TermKind.values()) {
                documents.add(document(loss));
            }
            CommandOutput.json(context.out(), documents);
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

    private static JsonObject document(TermKind loss) {
        Term term = loss.standard();
        JsonObject parameters = new JsonObject();
        loss.parameters().forEach(parameter -> parameters.addProperty(parameter.name(), parameter.standard()));
        JsonArray needs = new JsonArray();
        needs(term).forEach(needs::add);
        JsonObject document = new JsonObject();
        document.addProperty("label", term.label());
        document.addProperty("name", loss.title());
        document.addProperty("formula", loss.formula());
        document.addProperty("source", loss.source());
        document.add("parameters", parameters);
        document.add("needs", needs);
        return document;
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
