package marginlab.file.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.file.text.Decimal;
import marginlab.file.text.OddCharacter;
import marginlab.problem.Problems;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML text with its place. Asking it for what it is not reports a problem and gives nothing, so a reader
 * goes on and finds the next problem too.
 */
public final class YamlCursor {
    private static final int LONGEST_QUOTE = 60;

    /** A name in a map, with the value behind it. */
    public record Field(YamlCursor name, YamlCursor value) {}

    private final Node node;
    private final String source;
    private final Problems problems;

    YamlCursor(Node node, String source, Problems problems) {
        this.node = node;
        this.source = source;
        this.problems = problems;
    }

    /** {@code experiments/a.yaml:3:9}, or the flag that the value came from. */
    public String place() {
        return place(0);
    }

    /** The place of a character of a text, counted from 0. */
    public String place(int offset) {
        Optional<Mark> mark = node == null ? Optional.empty() : node.getStartMark();
        if (source.startsWith(Yaml.FLAG) || mark.isEmpty()) {
            return source;
        }
        int shift = 0;
        if (node instanceof ScalarNode && isOneLine()) {
            shift = ((ScalarNode) node).getScalarStyle() == ScalarStyle.PLAIN ? offset : offset + 1;
        }
        return source + ":" + (mark.get().getLine() + 1) + ":"
                + (mark.get().getColumn() + 1 + (offset > 0 ? shift : 0));
    }

    private boolean isOneLine() {
        return node.getStartMark().map(Mark::getLine).equals(node.getEndMark().map(Mark::getLine));
    }

    /** Whether anything stands here at all. */
    public boolean isAbsent() {
        return node == null || Tag.NULL.equals(node.getTag());
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether this is a text, number or truth value. */
    public boolean isScalar() {
        return node instanceof ScalarNode && !isAbsent();
    }

    /** Whether this is a scalar without quotes, so that it may be a number or a truth value. */
    public boolean isPlain() {
        return isScalar() && ((ScalarNode) node).isPlain();
    }

    /** The characters of a scalar; the empty text for anything else. */
    public String raw() {
        return isScalar() ? ((ScalarNode) node).getValue() : "";
    }

    /** The characters of a scalar, or a problem. */
    public Optional<String> text(String expected) {
        if (isScalar()) {
            return Optional.of(raw());
        }
        problem(expected);
        return Optional.empty();
    }

    /** The items of a list, or a problem. */
    public List<YamlCursor> items(String expected) {
        if (!isList()) {
            problem(expected);
            return List.of();
        }
        List<YamlCursor> items = new ArrayList<>();
        for (Node item : ((SequenceNode) node).getValue()) {
            items.add(new YamlCursor(item, source, problems));
        }
        return items;
    }

    /** The items of a list, or the value itself as the only one. */
    public List<YamlCursor> itemsOrSelf(String expected) {
        return isList() ? items(expected) : List.of(this);
    }

    /** The fields of a map in their order, or a problem; a name that appears twice is a problem too. */
    public Map<String, Field> fields(String expected) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (!isMap()) {
            problem(expected);
            return fields;
        }
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            YamlCursor name = new YamlCursor(tuple.getKeyNode(), source, problems);
            YamlCursor value = new YamlCursor(tuple.getValueNode(), source, problems);
            Optional<String> text = name.text("a name before the colon");
            if (text.isEmpty()) {
                continue;
            }
            Field first = fields.putIfAbsent(text.get(), new Field(name, value));
            if (first != null) {
                name.problem(
                        "each name once", "It first appears at " + first.name().place());
            }
        }
        return fields;
    }

    public void problem(String expected) {
        problem(expected, "");
    }

    public void problem(String expected, String hint) {
        problems.add(place(), found(), expected, withOddCharacter(hint));
    }

    public void problemAt(int offset, String found, String expected, String hint) {
        problems.add(place(offset), found, expected, withOddCharacter(hint));
    }

    /** What looks like what was expected, and is not, must be named: nobody sees it. */
    private String withOddCharacter(String hint) {
        return OddCharacter.in(raw(), 0, raw().length())
                .map(odd -> (hint.isEmpty() || hint.matches(".*[.?!]") ? hint : hint + ".")
                        + (hint.isEmpty() ? "" : " ") + "It holds " + odd.name())
                .orElse(hint);
    }

    /** What stands here, for a person: {@code the text 'abc'}, {@code the number 3}, {@code a list}. */
    public String found() {
        if (isAbsent()) {
            return "nothing";
        }
        if (isList()) {
            return "a list";
        }
        if (isMap()) {
            return "a map";
        }
        String raw = raw();
        String quoted = raw.length() > LONGEST_QUOTE ? raw.substring(0, LONGEST_QUOTE) + "..." : raw;
        if (isPlain() && Decimal.isNumber(raw)) {
            return "the number " + quoted;
        }
        return isPlain() && (raw.equals("true") || raw.equals("false")) ? quoted : "the text '" + quoted + "'";
    }
}
