package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.loss.Term;
import marginlab.loss.TermKind;
import marginlab.loss.formula.LossDefinition;
import marginlab.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code losses}: every loss that an experiment can name. */
@Command(
        name = "losses",
        description = "Lists every loss: its label with the published numbers, formula, paper, and what it needs.",
        footer = {"", "Example:  losses --json", "Example:  losses --define experiments/own-loss.yaml"})
public final class LossesCommand implements Callable<Integer> {
    private static final String CENTRES = "centres";

    @Mixin
    private CommandContext context;

    @Mixin
    private DefineOption define;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<LossDefinition> definitions = define.read(problems).all();
        problems.raise();
        if (context.json()) {
            JsonArray documents = new JsonArray();
            for (TermKind loss : TermKind.values()) {
                documents.add(document(loss));
            }
            definitions.forEach(loss -> documents.add(document(loss)));
            CommandOutput.json(context.out(), documents);
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        for (TermKind loss : TermKind.values()) {
            Term term = loss.standard();
            rows.add(List.of(term.label(), loss.formula(), String.join(", ", needs(term)), loss.source()));
        }
        for (LossDefinition loss : definitions) {
            rows.add(List.of(loss.heading(), loss.formulas(), loss.usesCentres() ? CENTRES : "", define.source()));
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
        return document(term.label(), loss.title(), loss.formula(), loss.source(), parameters, needs);
    }

    /** A defined loss has no published numbers. */
    private JsonObject document(LossDefinition loss) {
        JsonObject parameters = new JsonObject();
        loss.parameters().forEach(name -> parameters.add(name, JsonNull.INSTANCE));
        JsonArray needs = new JsonArray();
        if (loss.usesCentres()) {
            needs.add(CENTRES);
        }
        return document(loss.heading(), loss.name(), loss.formulas(), define.source(), parameters, needs);
    }

    private static JsonObject document(
            String label, String name, String formula, String source, JsonObject parameters, JsonArray needs) {
        JsonObject document = new JsonObject();
        document.addProperty("label", label);
        document.addProperty("name", name);
        document.addProperty("formula", formula);
        document.addProperty("source", source);
        document.add("parameters", parameters);
        document.add("needs", needs);
        return document;
    }

    private static List<String> needs(Term term) {
        List<String> needs = new ArrayList<>();
        if (term.usesCentres()) {
            needs.add(term.centresEach() == 1 ? CENTRES : term.centresEach() + " centres a class");
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
