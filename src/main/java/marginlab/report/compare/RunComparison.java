package marginlab.report.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.format.CellText;
import marginlab.report.format.Percent;
import marginlab.report.format.TextColumns;
import marginlab.report.page.ComparisonPage;
import marginlab.report.page.TextGrid;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.ProvenanceLine;
import marginlab.report.table.SettingTexts;
import marginlab.store.record.Run;

/** Several runs next to each other, a line for each thing that can be said of them. */
public final class RunComparison {
    private final List<Run> runs;
    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final List<CommonMistakes> mistakes;

    private RunComparison(List<Run> runs, List<CommonMistakes> mistakes) {
        this.runs = List.copyOf(runs);
        this.mistakes = List.copyOf(mistakes);
    }

    /**
     * Compares two runs, their mistakes too.
     *
     * @param onlyChanged leaves out what is the same for both
     * @param folders where a run keeps its scores, by trial id
     */
    public static RunComparison of(Run one, Run other, boolean onlyChanged, Function<String, Path> folders) {
        return of(
                List.of(one, other),
                onlyChanged,
                one.trial().id().equals(other.trial().id())
                        ? List.of()
                        : CommonMistakes.of(one, other, new PairDecisions(folders)));
    }

    /**
     * Compares runs.
     *
     * @param onlyChanged leaves out what is the same for all
     */
    public static RunComparison of(List<Run> runs, boolean onlyChanged) {
        return of(runs, onlyChanged, List.of());
    }

    private static RunComparison of(List<Run> runs, boolean onlyChanged, List<CommonMistakes> mistakes) {
        List<Map<String, String>> texts =
                runs.stream().map(RunComparison::texts).toList();
        Set<String> names = new LinkedHashSet<>();
        texts.forEach(text -> names.addAll(text.keySet()));
        RunComparison compared = new RunComparison(runs, mistakes);
        for (String name : names) {
            List<String> values =
                    texts.stream().map(text -> text.getOrDefault(name, "-")).toList();
            if (!onlyChanged || values.stream().distinct().count() > 1) {
                compared.lines.put(name, values);
            }
        }
        return compared;
    }

    /** Whether there is nothing to say: all of it is the same. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * An aligned table for a terminal, a column a run.
     *
     * @param width of the terminal, which lines are made to fit; not positive where there is none
     */
    public String text(int width) {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(""));
        runs.forEach(run -> header.add(run.trial().id()));
        table.add(header);
        lines.forEach((name, values) -> {
            List<String> line = new ArrayList<>(List.of(CellText.oneLine(name)));
            values.forEach(value -> line.add(CellText.oneLine(value)));
            table.add(line);
        });
        String aligned = TextColumns.of(table, runs.size() + 1, 1, width);
        if (mistakes.isEmpty()) {
            return aligned;
        }
        return aligned + "\n" + ExperimentComparisonView.text(common(), width);
    }

    private TextGrid common() {
        return CommonMistakes.grid(runs.get(0).trial().id(), runs.get(1).trial().id(), mistakes);
    }

    /** Pairs that both runs get wrong, by set: {@code [{"protocol", "both", "first", "second", "neither", "n"}]}. */
    public List<CommonMistakes.Document> mistakes() {
        return mistakes.stream().map(CommonMistakes::document).toList();
    }

    /** A page of its own. */
    public String html() {
        List<String> heads = new ArrayList<>(List.of(""));
        runs.forEach(run -> heads.add(run.trial().id()));
        List<List<String>> rows = new ArrayList<>();
        lines.forEach((name, values) -> {
            List<String> row = new ArrayList<>(List.of(name));
            row.addAll(values);
            rows.add(row);
        });
        String title = String.join(" and ", heads.subList(1, heads.size()));
        List<TextGrid> grids = new ArrayList<>();
        grids.add(new TextGrid("Runs side by side", "Accuracies in percent.", heads, rows));
        if (!mistakes.isEmpty()) {
            grids.add(common());
        }
        return ComparisonPage.html(title, grids);
    }

    /**
     * A line of the comparison, as JSON too.
     *
     * @param values a text each, by the id of the run
     */
    public record ComparedSetting(String what, Map<String, String> values) {}

    /** All lines, in order. */
    public List<ComparedSetting> lines() {
        List<ComparedSetting> all = new ArrayList<>();
        lines.forEach((name, values) -> {
            Map<String, String> byRun = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                byRun.put(runs.get(i).trial().id(), values.get(i));
            }
            all.add(new ComparedSetting(name, byRun));
        });
        return all;
    }

    /** Everything about a run by name; accuracies in percent. */
    private static Map<String, String> texts(Run run) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("objective", run.trial().objective());
        texts.put("seed", run.trial().seedText());
        texts.put("state", run.state().label());
        texts.put("seconds", String.format(Locale.ROOT, "%.1f", run.seconds()));
        for (ProtocolOutcome outcome : run.outcomes()) {
            ScoredColumn.of(outcome)
                    .map(ScoredColumn::metric)
                    .ifPresent(metric -> metric.of(outcome)
                            .ifPresent(value -> texts.put(
                                    outcome.set() + " " + outcome.variant() + " " + metric.label(),
                                    Percent.of(value))));
        }
        texts.putAll(SettingTexts.of(run.trial().settings()));
        run.trial().fingerprints().forEach((name, print) -> texts.put("data " + name, print));
        run.provenance().forEach((name, value) -> {
            if (!name.equals(ProvenanceLine.PROCESS)) {
                texts.put("environment: " + name, value);
            }
        });
        return texts;
    }
}
