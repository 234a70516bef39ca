package marginlab.file.yaml;

import java.util.List;
import java.util.Optional;
import marginlab.file.text.OddCharacter;
import marginlab.problem.Problem;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** What is wrong with a text that is no YAML, at the place where it went wrong and not where the library saw it. */
final class YamlFault {
    private static final String EXPECTED = "valid YAML";

    private YamlFault() {}

    /** What the grammar refuses. */
    static Problem of(MarkedYamlEngineException e, String text, String source) {
        Optional<Mark> seen = e.getProblemMark();
        // A name without its colon is missed when the next line has begun; what was begun then says where.
        boolean isLate = String.valueOf(e.getProblem()).contains("could not find expected ':'");
        Optional<Mark> begun = e.getContextMark().filter(mark -> isLate).or(() -> seen);
        String said = String.valueOf(e.getProblem());
        Optional<YamlGrammar> words = YamlGrammar.of(said, String.valueOf(e.getContext()));
        String found = words.map(YamlGrammar::found).orElse("invalid YAML: " + said);
        String expected = words.map(YamlGrammar::expected).orElse(EXPECTED);
        String context = words.isPresent() || e.getContext() == null ? "" : "It happened " + e.getContext();
        if (seen.isEmpty()) {
            return new Problem(source, found, expected, context);
        }
        int first = e.getContextMark().map(Mark::getLine).orElse(seen.get().getLine());
        int last = seen.get().getLine();
        Optional<OddCharacter> odd = odd(text, Math.min(first, last), last);
        Optional<Problem> deeper = seen.filter(mark -> odd.isEmpty()).flatMap(mark -> deeper(e, text, mark, source));
        if (deeper.isPresent()) {
            return deeper.get();
        }
        String hint = odd.map(
                        one -> sentence(context) + "At " + lineAndColumn(text, one.offset()) + " stands " + one.name())
                .orElse(context);
        String place = odd.filter(OddCharacter::isUnseen)
                .map(one -> place(source, lineAndColumn(text, one.offset())))
                .orElseGet(() -> place(
                        source, (begun.get().getLine() + 1) + ":" + (begun.get().getColumn() + 1)));
        return new Problem(place, found, expected, hint);
    }

    /** A line {@code key: value} below one that has its value already, and indented as if it were part of it. */
    private static Optional<Problem> deeper(MarkedYamlEngineException e, String text, Mark seen, String source) {
        String said = String.valueOf(e.getProblem());
        if (!said.contains("mapping values are not allowed") && !said.contains("found '<block mapping start>'")) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        int line = seen.getLine();
        int above = line - 1;
        while (above >= 0 && lines.get(above).replaceFirst("#.*", "").isBlank()) {
            above--;
        }
        if (above < 0 || indent(lines.get(line)) <= indent(lines.get(above))) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                place(source, (line + 1) + ":" + (indent(lines.get(line)) + 1)),
                "line " + (line + 1) + " indented deeper than line " + (above + 1) + ", which has its value already",
                "the same indentation as line " + (above + 1),
                "To nest it instead, leave nothing after the colon of line " + (above + 1)));
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** A character that no YAML may hold. */
    static Problem of(ReaderException e, String text, String source) {
        int at = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length()) - 1));
        return new Problem(
                place(source, lineAndColumn(text, at)),
                new OddCharacter(at, text.codePointAt(at)).name() + ", which is not allowed",
                EXPECTED);
    }

    private static String sentence(String context) {
        return context.isEmpty() ? "" : context + ". ";
    }

    /** The first odd character in lines that count from 0, outside of comments. */
    private static Optional<OddCharacter> odd(String text, int first, int last) {
        int from = 0;
        for (int line = 0; line <= last; line++) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            if (line >= first - 1) {
                int comment = (" " + text.substring(from, end)).indexOf(" #");
                Optional<OddCharacter> odd = OddCharacter.in(text, from, comment < 0 ? end : from + comment);
                // Of the line before only what it begins with: blanks that are none leave it outside of a map that goes
                // on.
                if (odd.isPresent()
                        && (line >= first
                                || text.substring(from, odd.get().offset()).isBlank())) {
                    return odd;
                }
            }
            if (newline < 0) {
                break;
            }
            from = newline + 1;
        }
        return Optional.empty();
    }

    private static String place(String source, String lineAndColumn) {
        return source.startsWith(Yaml.FLAG) ? source : source + ":" + lineAndColumn;
    }

    private static String lineAndColumn(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        long line = 1 + text.substring(0, start).chars().filter(c -> c == '\n').count();
        return line + ":" + (1 + text.codePointCount(start, offset));
    }
}
