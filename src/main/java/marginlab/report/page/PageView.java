package marginlab.report.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.format.Legend;
import marginlab.report.format.Percent;
import marginlab.report.format.RoughDuration;
import marginlab.report.format.VerdictMarks;
import marginlab.report.format.VerdictText;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.ProvenanceLine;
import marginlab.report.table.SweepResults;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * What the page's template prints, as texts: the template itself decides nothing.
 *
 * @param title name of the experiment
 * @param description one line or empty
 * @param headline how far the sweep is
 * @param verdicts what was found, a sentence each
 * @param facts figures under the title
 * @param table the accuracy table
 * @param legend what its figures are
 * @param gaps planned seeds without an accuracy
 * @param noise differences to the baseline
 * @param floor differences of trainings with the same seed
 * @param search that rows had before their seeds
 * @param paper the paper's own table and its other methods
 * @param speed a line a row
 * @param tar true accept rates
 * @param angles of the training set
 * @param hard pairs that most runs get wrong, by set
 * @param settings shared by all trials
 * @param data the datasets, a line each
 * @param provenance what made the runs
 * @param imported methods of others, under the table
 * @param command runs it again
 */
public record PageView(
        String title,
        String description,
        String headline,
        List<String> verdicts,
        List<Fact> facts,
        TableView table,
        List<ImportedLine> imported,
        List<String> legend,
        List<String> gaps,
        NoiseView noise,
        NoiseFloorView floor,
        SearchView search,
        PaperView paper,
        List<SpeedView> speed,
        TarView tar,
        AnglesView angles,
        List<HardPairs> hard,
        List<Fact> settings,
        List<DatasetView> data,
        List<ProvenanceLine> provenance,
        String command) {

    /** A name and its value; {@code hover} says what it is. */
    public record Fact(String name, String value, String hover) {}

    /** A method of others; {@code figures} has a text a column. */
    public record ImportedLine(String method, String source, List<String> figures) {
        /** One a method; under the average, which is of ours alone, stands a dash. */
        static List<ImportedLine> of(Findings findings) {
            List<String> average =
                    findings.table().average().map(one -> "–").stream().toList();
            return findings.imported().stream()
                    .map(row -> new ImportedLine(
                            row.method(),
                            row.source(),
                            Stream.concat(row.figures().stream().map(Percent::imported), average.stream())
                                    .toList()))
                    .toList();
        }
    }

    static PageView of(Findings findings) {
        SweepResults sweep = findings.sweep();
        AccuracyTable table = findings.table();
        return new PageView(
                table.experiment(),
                table.description(),
                headline(sweep),
                VerdictText.of(findings),
                facts(sweep, table),
                TableView.of(findings),
                ImportedLine.of(findings),
                legend(findings),
                table.gaps(),
                NoiseView.of(findings),
                NoiseFloorView.of(findings),
                SearchView.of(findings),
                PaperView.of(sweep, table),
                SpeedView.of(sweep, table),
                TarView.of(sweep, table),
                AnglesView.of(sweep, table),
                HardPairs.of(sweep, findings.decisions(), table),
                SettingsView.shared(sweep),
                DatasetView.of(sweep),
                ProvenanceLine.of(sweep.runs()),
                again(sweep.command()));
    }

    private static List<String> legend(Findings findings) {
        String marks = new VerdictMarks(findings).legend();
        return Stream.concat(Stream.of(marks).filter(line -> !line.isEmpty()), Legend.of(findings.table()).stream())
                .toList();
    }

    /** Arguments of the command line as a whole command from a checkout. */
    private static String again(String command) {
        return command.startsWith("run ") ? "mvn -q compile exec:java -Dexec.args=\"" + command + "\"" : command;
    }

    private static String headline(SweepResults sweep) {
        Map<TrialState, Long> states = new TreeMap<>(sweep.trials().stream()
                .collect(Collectors.groupingBy(
                        trial -> sweep.run(trial).map(Run::state).orElse(TrialState.PLANNED), Collectors.counting())));
        long done = states.getOrDefault(TrialState.DONE, 0L);
        if (done == sweep.trials().size()) {
            return "All " + done + " trials are done.";
        }
        String others = states.entrySet().stream()
                .filter(state -> state.getKey() != TrialState.DONE)
                .map(state -> state.getValue() + " " + state.getKey().label())
                .collect(Collectors.joining(", "));
        return done + " of " + sweep.trials().size() + " trials are done; " + others + ".";
    }

    private static List<Fact> facts(SweepResults sweep, AccuracyTable table) {
        double seconds = sweep.runs().stream().mapToDouble(Run::seconds).sum();
        long seeds = sweep.trials().stream()
                .filter(trial -> trial.settings().isTraining())
                .map(trial -> trial.seed())
                .distinct()
                .count();
        return List.of(
                new Fact(
                        "Rows",
                        String.valueOf(table.rows().size()),
                        "lines of the table: an objective under settings each"),
                new Fact("Seeds", String.valueOf(seeds), "different seeds among the planned trials"),
                new Fact("Verification sets", String.valueOf(table.sets().size()), "columns of the table"),
                new Fact(
                        "Training time",
                        RoughDuration.text(seconds),
                        "wall-clock time of all runs together, the last attempt of each"));
    }
}
