package marginlab.protocol.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginlab.file.text.ListCells;
import marginlab.file.text.TextTable;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Templates of a gallery or of the probes, with the subject of each, in the order in which they first stand in the list.
 *
 * @param templates {@code [T]}, each once
 * @param subjects {@code [T]}
 */
public record SubjectList(int[] templates, int[] subjects) {
    /** Reads a list with a header that names the columns {@code template} and {@code subject}, comma-separated. */
    public static SubjectList read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(file.toString(), "no such file", "a list of templates"), e);
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "bytes that are not UTF-8", "a list of templates"), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        List<String> header = lines.isEmpty()
                ? List.of()
                : List.of(cells(file + ":1", lines.get(0).replace("\uFEFF", "").toLowerCase(Locale.ROOT)));
        int template = column(file, header, "template");
        int subject = column(file, header, "subject");
        Map<Integer, Integer> subjects = new LinkedHashMap<>();
        LineProblems faults = new LineProblems();
        for (int i = 1; i < lines.size() && !faults.isFull(); i++) {
            String place = file + ":" + (i + 1);
            String line = lines.get(i);
            faults.gather(() -> take(place, line, template, subject, subjects));
        }
        faults.raise();
        if (subjects.isEmpty()) {
            throw new ProblemException(
                    new Problem(file.toString(), "no templates", "at least one line after the header"));
        }
        return new SubjectList(
                subjects.keySet().stream().mapToInt(Integer::intValue).toArray(),
                subjects.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static void take(String place, String line, int template, int subject, Map<Integer, Integer> subjects) {
        if (line.isBlank()) {
            return;
        }
        String[] fields = cells(place, line);
        int last = Math.max(template, subject);
        if (fields.length <= last) {
            throw new ProblemException(
                    new Problem(place, fields.length + " fields", last + 1 + " or more, as the header"));
        }
        int one = TextTable.integer(place, fields[template].strip());
        int whose = TextTable.integer(place, fields[subject].strip());
        Integer known = subjects.putIfAbsent(one, whose);
        if (known != null && known != whose) {
            throw new ProblemException(
                    new Problem(place, "template " + one + " of subject " + whose, "subject " + known + " as before"));
        }
    }

    private static String[] cells(String place, String line) {
        try {
            return ListCells.betweenCommas(line);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(place, "'" + line + "'", e.getMessage()));
        }
    }

    private static int column(Path file, List<String> header, String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equals(name) || header.get(i).equals(name + "_id")) {
                return i;
            }
        }
        throw new ProblemException(new Problem(file + ":1", "columns " + header, "a column " + name));
    }
}
