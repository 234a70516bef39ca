package marginlab.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.loss.JarLoss;
import marginlab.loss.Term;
import marginlab.loss.TermKind;
import marginlab.loss.formula.LossDefinition;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.TermParameter;
import marginlab.loss.plugin.PluginLoss;
import marginlab.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code losses}: every loss that an experiment can name. */
@Command(
        name = "losses",
        description = "Lists every loss: its label with the published numbers, formula, paper, and what it needs.",
        footer = {
            "",
            "Example:  losses --json",
            "          losses --define experiments/own-loss.yaml --plugins my-losses"
        })
public final class LossesCommand implements Callable<Integer> {
    private static final String CENTRES = "centres";

    @Mixin
    private CommandContext context;

    @Mixin
    private DefineOption define;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        LossDefinitions others = define.read(context.lossesOfJars(), problems);
        List<LossDefinition> definitions = others.all();
        problems.raise();
        if (context.json()) {
            List<Document> documents = new ArrayList<>();
            Arrays.stream(TermKind.values()).map(Document::of).forEach(documents::add);
            definitions.stream().map(loss -> Document.of(loss, define.source())).forEach(documents::add);
            others.ofJars().values().stream().map(Document::of).forEach(documents::add);
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
        for (PluginLoss loss : others.ofJars().values()) {
            Term term = standard(loss);
            rows.add(List.of(term.label(), loss.plugin().formula(), String.join(", ", needs(term)), loss.place()));
        }
        context.table(List.of("LABEL", "FORMULA", "NEEDS", "SOURCE"), rows);
        context.tell("Sums are losses too: ArcFace(0.5) + Intra, ArcFace(0.5) + 0.5 * Triplet(0.35)");
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

        /** Its source is its author's word, and the jar. */
        static Document of(PluginLoss loss) {
            Term term = standard(loss);
            Map<String, Double> parameters = new LinkedHashMap<>();
            loss.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.standard()));
            String said = loss.plugin().source();
            String source = said.isEmpty() ? loss.place() : said + ", " + loss.place();
            return new Document(
                    term.label(), loss.name(), loss.plugin().formula(), source, parameters, LossesCommand.needs(term));
        }

        /** A defined loss has no published numbers. */
        static Document of(LossDefinition loss, String source) {
            Map<String, Double> parameters = new LinkedHashMap<>();
            loss.parameters().forEach(name -> parameters.put(name, null));
            List<String> needs = loss.usesCentres() ? List.of(CENTRES) : List.of();
            return new Document(loss.heading(), loss.name(), loss.formulas(), source, parameters, needs);
        }
    }

    private static Term standard(PluginLoss loss) {
        return new JarLoss(
                loss, loss.parameters().stream().map(TermParameter::standard).toList());
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
