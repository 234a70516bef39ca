package marginlab.run;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.text.Decimal;
import marginlab.file.text.ListCells;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.protocol.Protocols;
import marginlab.store.record.ImportedFigure;

/**
 * A file of somebody else's figures: a CSV with a heading, or a JSON list of objects, with {@code method}, {@code set}, {@code figure}
 * and {@code source}, and where it is known {@code seed} and {@code metric}.
 */
public final class ImportedFile {
    private static final List<String> NEEDED = List.of("method", "set", "figure", "source");
    private static final List<String> KNOWN = List.of("method", "seed", "set", "metric", "figure", "source");
    private static final String EXPECTED = "method, set, figure and source, and perhaps seed and metric";
    private static final long LARGEST = 4 << 20;
    private static final int LONGEST = 500;
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private final Path file;
    private final Problems problems = new Problems();
    private final List<ImportedFigure> figures = new ArrayList<>();

    private ImportedFile(Path file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @throws ProblemException with all that is wrong with it, each with its line
     */
    public static List<ImportedFigure> read(Path file) {
        ImportedFile reading = new ImportedFile(file);
        String text = reading.text();
        if (text.stripLeading().startsWith("[")) {
            reading.json(text);
        } else {
            reading.csv(text.lines().toList());
        }
        reading.problems.raise();
        if (reading.figures.isEmpty()) {
            throw new ProblemException(new Problem(file.toString(), "no figures", "at least one line of " + EXPECTED));
        }
        return reading.figures;
    }

    private String text() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ProblemException(new Problem(file.toString(), Files.size(file) + " bytes", "at most 4 MB"));
            }
            return Files.readString(file).replaceFirst("^\uFEFF", "");
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(file.toString(), "no such file", "a CSV or JSON of " + EXPECTED), e);
        } catch (CharacterCodingException e) {
            throw new ProblemException(new Problem(file.toString(), "bytes that are no text", "UTF-8"), e);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(file.toString(), String.valueOf(e.getMessage()), "a file that can be read"), e);
        }
    }

    private void csv(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> heads = Arrays.stream(ListCells.betweenCommas(lines.get(0)))
                .map(head -> head.toLowerCase(Locale.ROOT))
                .toList();
        heads.stream().filter(head -> !KNOWN.contains(head)).forEach(head -> unknown(1, head));
        NEEDED.stream()
                .filter(head -> !heads.contains(head))
                .forEach(head -> problems.add(place(1), "no column '" + head + "'", EXPECTED, ""));
        problems.raise();
        for (int at = 1; at < lines.size(); at++) {
            if (!lines.get(at).isBlank()) {
                row(at + 1, lines.get(at), heads);
            }
        }
    }

    private void row(int line, String text, List<String> heads) {
        String[] cells;
        try {
            cells = ListCells.betweenCommas(text);
        } catch (IllegalArgumentException e) {
            problems.add(place(line), "'" + text.strip() + "'", e.getMessage(), "");
            return;
        }
        if (cells.length != heads.size()) {
            problems.add(place(line), cells.length + " values", heads.size() + ", one a column", "");
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            values.put(heads.get(i), cells[i]);
        }
        figure(line, values);
    }

    private void json(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.beginArray();
            while (reader.hasNext()) {
                int line = line(reader);
                Map<String, String> values = new HashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    if (!KNOWN.contains(name)) {
                        unknown(line(reader), name);
                    }
                    JsonToken kind = reader.peek();
                    if (kind == JsonToken.STRING || kind == JsonToken.NUMBER) {
                        values.put(name, reader.nextString());
                    } else {
                        problems.add(place(line(reader)), "'" + name + "' that is no text or number", "one", "");
                        reader.skipValue();
                    }
                }
                reader.endObject();
                figure(line, values);
            }
            reader.endArray();
        } catch (IOException | IllegalStateException | JsonParseException e) {
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            problems.add(
                    line.find() ? file + ":" + line.group(1) + ":1" : file.toString(),
                    "no JSON list of objects",
                    "[{\"method\": ..., \"set\": ..., \"figure\": ..., \"source\": ...}]",
                    "");
        }
    }

    /** A reader tells its line in its text alone. */
    private static int line(JsonReader reader) {
        Matcher line = LINE.matcher(reader.toString());
        return line.find() ? Integer.parseInt(line.group(1)) : 1;
    }

    private void unknown(int line, String name) {
        problems.add(place(line), "'" + name + "'", EXPECTED, ClosestName.hint(name, KNOWN));
    }

    private void figure(int line, Map<String, String> values) {
        int before = problems.list().size();
        NEEDED.stream()
                .filter(name -> values.getOrDefault(name, "").isBlank())
                .forEach(name -> problems.add(place(line), "no " + name, EXPECTED, ""));
        values.forEach((name, value) -> {
            if (value.length() > LONGEST) {
                problems.add(place(line), name + " of " + value.length() + " letters", "at most " + LONGEST, "");
            }
        });
        Optional<Long> seed = seed(line, values.getOrDefault("seed", ""));
        Optional<Double> share = share(line, values.getOrDefault("figure", ""));
        if (problems.list().size() > before) {
            return;
        }
        String metric = values.getOrDefault("metric", "").isBlank()
                ? Protocols.ofPairs().headline().name()
                : values.get("metric");
        ImportedFigure figure = new ImportedFigure(
                values.get("method"), seed, values.get("set"), metric, share.orElseThrow(), values.get("source"));
        if (figures.stream().anyMatch(figure::isOfTheSame)) {
            problems.add(
                    place(line),
                    "a second figure of " + figure.method() + " on " + figure.set()
                            + seed.map(of -> ", seed " + of).orElse(""),
                    "one a method, seed, set and metric",
                    "");
        } else {
            figures.add(figure);
        }
    }

    private Optional<Long> seed(int line, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,18}")) {
            problems.add(place(line), "seed '" + text + "'", "a whole number, or nothing", "");
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }

    private Optional<Double> share(int line, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        boolean isPercent = text.endsWith("%");
        String digits = isPercent ? text.substring(0, text.length() - 1).strip() : text;
        double value = Decimal.isNumber(digits) ? Decimal.parse(digits) / (isPercent ? 100 : 1) : Double.NaN;
        if (!(value >= 0 && value <= 1)) {
            boolean isLackingSign = !isPercent && Decimal.isNumber(digits) && value > 1 && value <= 100;
            problems.add(
                    place(line),
                    "figure '" + text + "'",
                    "a fraction from 0 to 1, or percent with its sign",
                    isLackingSign ? "Did you mean '" + text + "%'?" : "");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private String place(int line) {
        return file + ":" + line + ":1";
    }
}
