package marginlab.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.file.AtomicFile;
import marginlab.file.LinkFreeFile;
import marginlab.file.json.Json;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.store.record.ImportedFigure;

/**
 * Figures of others that were entered for experiments: {@code imported/NAME.json} beside the run folders. They are no runs, and stand
 * in no database, so that one which is made anew lacks none of them.
 */
public final class ImportedResults {
    private static final String FOLDER = "imported";
    private static final String SUFFIX = ".json";
    private static final long LARGEST = 1 << 24;

    private final Path runs;

    /** @param runs the folder of the run folders */
    public ImportedResults(Path runs) {
        this.runs = runs;
    }

    /** What was entered for an experiment, in the order in which it was. */
    public List<ImportedFigure> of(String experiment) {
        Path file = LinkFreeFile.of(runs, FOLDER, experiment + SUFFIX);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, new IllegalArgumentException("too large"));
            }
            List<ImportedFigure> figures = new ArrayList<>();
            for (JsonElement one :
                    JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
                figures.add(Json.read(one, ImportedFigure.class));
            }
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // No JSON, or not this one: what the record refuses comes wrapped.
            throw unreadable(file, e);
        }
    }

    private static ProblemException unreadable(Path file, RuntimeException cause) {
        return new ProblemException(
                new Problem(file.toString(), "no list of imported figures", "what 'import' wrote", "Remove it"), cause);
    }

    /** Adds figures to those of an experiment; one that is there already is replaced. */
    public List<ImportedFigure> add(String experiment, List<ImportedFigure> figures) {
        List<ImportedFigure> all = new ArrayList<>(of(experiment));
        all.removeIf(old -> figures.stream().anyMatch(old::isOfTheSame));
        all.addAll(figures);
        AtomicFile.writePrivate(LinkFreeFile.of(runs, FOLDER, experiment + SUFFIX), Json.indented(all) + "\n");
        return all;
    }

    /**
     * Takes in what was entered beside other run folders. Where both say a figure, ours stays.
     *
     * @return in words, which of the others' figures were left out
     */
    List<String> merge(Path others) throws IOException {
        Path folder = others.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> leftOut = new ArrayList<>();
        ImportedResults theirs = new ImportedResults(others);
        try (Stream<Path> files = Files.list(LinkFreeFile.of(others, FOLDER))) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                leftOut.addAll(merge(name.substring(0, name.length() - SUFFIX.length()), theirs));
            }
        }
        return leftOut;
    }

    private List<String> merge(String experiment, ImportedResults theirs) {
        List<ImportedFigure> ours = of(experiment);
        List<ImportedFigure> fresh = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (ImportedFigure their : theirs.of(experiment)) {
            Optional<ImportedFigure> our =
                    ours.stream().filter(their::isOfTheSame).findFirst();
            if (our.isEmpty()) {
                fresh.add(their);
            } else if (!our.get().equals(their)) {
                leftOut.add(theirs.runs.resolve(FOLDER) + ": " + their.method() + " on " + their.set() + ": "
                        + their.figure() + " (" + their.source() + ") is left out; " + experiment + " here has "
                        + our.get().figure() + " (" + our.get().source() + ")");
            }
        }
        if (!fresh.isEmpty()) {
            add(experiment, fresh);
        }
        return leftOut;
    }

    /** Forgets all that was entered for an experiment. */
    public void clear(String experiment) throws IOException {
        Files.deleteIfExists(LinkFreeFile.of(runs, FOLDER, experiment + SUFFIX));
    }
}
