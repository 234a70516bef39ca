package marginlab.report.gate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.experiment.setting.Settings;
import marginlab.file.AtomicFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;

/**
 * The accuracies of an experiment that later ones are measured by, small enough to commit.
 *
 * @param format {@value #FORMAT}
 * @param experiment its name
 * @param rows of its table
 */
public record Baseline(String format, String experiment, List<BaselineRow> rows) {
    static final String FORMAT = "marginlab-baseline/1";
    private static final Pattern PLACED =
            Pattern.compile("(?:[\\w.]+Exception: )?(.*?) at line (\\d+) column (\\d+).*", Pattern.DOTALL);
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * One row of the table.
     *
     * @param objective its label
     * @param settings all of them
     * @param fingerprints content hash of each dataset, by name
     * @param protocols accuracies by verification set
     */
    public record BaselineRow(
            String objective,
            Map<String, String> settings,
            Map<String, String> fingerprints,
            SortedMap<String, List<Seed>> protocols) {

        /** Whether it was trained here, and is no network of others. */
        boolean isTrained() {
            return Settings.isTraining(settings);
        }
    }

    /**
     * The figure of one seed, a fraction: the accuracy, or what the column shows in its place.
     *
     * @param decisions whether each pair or probe was decided rightly, in base 64 with their number; null where unknown
     */
    public record Seed(long seed, double accuracy, BitVector decisions) {}

    public Baseline {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /** What a sweep has found so far. */
    public static Baseline of(SweepResults sweep) {
        AccuracyTable table = AccuracyTable.of(sweep);
        PairDecisions decisions = new PairDecisions(sweep);
        List<BaselineRow> rows = table.rows().stream()
                .map(row -> new BaselineRow(
                        row.objective(),
                        new TreeMap<>(row.trials().get(0).settings().flat()),
                        row.trials().get(0).fingerprints(),
                        protocols(table, row, decisions)))
                .toList();
        return new Baseline(FORMAT, table.experiment(), rows);
    }

    /** Writes it as JSON. */
    public void write(Path file) {
        AtomicFile.write(file, GSON.toJson(this) + "\n");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ProblemException when it is not there or is none
     */
    public static Baseline read(Path file) throws IOException {
        try {
            Baseline baseline = GSON.fromJson(Files.readString(file), Baseline.class);
            if (baseline == null || !FORMAT.equals(baseline.format)) {
                throw problem(file, baseline == null ? "nothing" : "the format " + baseline.format);
            }
            if (baseline.rows.isEmpty()) {
                throw problem(file, "no rows");
            }
            baseline.rows.forEach(Baseline::check);
            return baseline;
        } catch (NoSuchFileException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "no such file", "a baseline", "Write one with the verb baseline"), e);
        } catch (JsonParseException | NullPointerException | IllegalArgumentException | CharacterCodingException e) {
            throw new ProblemException(unreadable(file, String.valueOf(e.getMessage())), e);
        }
    }

    /** Gson says the place in its text, after its own exception's name. */
    private static Problem unreadable(Path file, String message) {
        Matcher placed = PLACED.matcher(message);
        boolean found = placed.matches();
        String place = found ? file + ":" + placed.group(2) + ":" + placed.group(3) : file.toString();
        return new Problem(place, "no JSON of a baseline: " + (found ? placed.group(1) : message), FORMAT);
    }

    /** What a baseline of a sweep goes without: planned seeds without an accuracy, a line each. */
    public static List<String> gaps(SweepResults sweep) {
        return AccuracyTable.of(sweep).gaps();
    }

    private static void check(BaselineRow line) {
        Objects.requireNonNull(line.objective, "a row has no objective");
        Objects.requireNonNull(line.settings, "a row has no settings");
        Objects.requireNonNull(line.fingerprints, "a row has no fingerprints");
        line.protocols
                .values()
                .forEach(seeds -> seeds.forEach(seed -> {
                    if (seed.decisions != null) {
                        seed.decisions.unpacked();
                    }
                }));
    }

    private static ProblemException problem(Path file, String found) {
        return new ProblemException(new Problem(file.toString(), found, "rows in the format " + FORMAT));
    }

    private static SortedMap<String, List<Seed>> protocols(AccuracyTable table, TableRow row, PairDecisions decisions) {
        SortedMap<String, List<Seed>> protocols = new TreeMap<>();
        for (int at = 0; at < row.cells().size(); at++) {
            Cell cell = row.cells().get(at);
            ScoredColumn column = table.columns().get(at);
            if (cell.planned() > 0) {
                protocols.put(
                        cell.set(),
                        cell.samples().stream()
                                .map(sample -> new Seed(
                                        sample.seed(),
                                        sample.accuracy(),
                                        decisions
                                                .of(sample.trial(), column)
                                                .map(BitVector::of)
                                                .orElse(null)))
                                .toList());
            }
        }
        return protocols;
    }
}
