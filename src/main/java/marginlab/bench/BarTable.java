package marginlab.bench;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Figures as a picture (SVG): a row for each thing that was measured, a column for each quantity, and in each cell the median as
 * a bar and a number, with the lowest and the highest as a line.
 */
public final class BarTable {
    /** Of most letters and digits in these 13 pixels. */
    private static final double LETTER = 7.2;

    /** Settings whose values say what they are. */
    private static final Set<String> SPEAKING = Set.of("objective", "network", "engine");

    private static final int COLUMN = 128;
    private static final int BAR = 72;
    private static final int LINE = 22;
    private static final int TOP = 64;
    private static final String STYLE = "text{font:13px system-ui,sans-serif;fill:#1f2328}.q{fill:#59636e}"
            + ".b{fill:#4477aa}.r{stroke:#1f2328;stroke-width:1.5}.z{fill:#f6f8fa}.p{fill:#fff}"
            + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.q{fill:#9198a1}.b{fill:#66a3d9}"
            + ".r{stroke:#e6edf3}.z{fill:#151b23}.p{fill:#0d1117}}";

    private final Map<String, Map<String, BenchFigure>> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final String common;
    /** Where the columns begin: to the right of the longest name of a row. */
    private final int left;

    private BarTable(List<BenchFigure> figures) {
        Set<String> varying = varying(figures);
        String shared = sharedWord(figures);
        for (BenchFigure figure : figures) {
            String column = figure.what().substring(shared.length()) + ", " + figure.unit();
            columns.add(column);
            rows.computeIfAbsent(text(figure, varying, true), name -> new LinkedHashMap<>())
                    .put(column, figure);
        }
        common = text(figures.get(0), varying, false);
        int longest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        left = (int) Math.ceil(30 + LETTER * longest);
    }

    /** The picture of some figures, at least one; what their settings have in common stands above. */
    public static String svg(List<BenchFigure> figures) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new BarTable(figures).write(out);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a picture in memory could not be written", e);
        }
        return text.append('\n').toString();
    }

    /** The first word of what was measured with its blank, where all have it: {@code train speed}, {@code train memory}. */
    private static String sharedWord(List<BenchFigure> figures) {
        String first = figures.get(0).what();
        String word = first.substring(0, first.indexOf(' ') + 1);
        return figures.stream().allMatch(figure -> figure.what().startsWith(word)) ? word : "";
    }

    /** Names of the settings in which some figures differ. */
    private static Set<String> varying(List<BenchFigure> figures) {
        Set<String> names = new LinkedHashSet<>();
        for (BenchFigure figure : figures) {
            figures.get(0).settings().forEach((name, value) -> {
                if (!value.equals(figure.settings().get(name))) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private static String text(BenchFigure figure, Set<String> varying, boolean inRow) {
        return figure.settings().entrySet().stream()
                .filter(entry -> varying.contains(entry.getKey()) == inRow)
                .map(entry -> (SPEAKING.contains(entry.getKey()) ? "" : entry.getKey() + " ") + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private void write(XMLStreamWriter out) throws XMLStreamException {
        int width = left + COLUMN * columns.size();
        int height = TOP + LINE * rows.size() + 12;
        out.writeStartElement("svg");
        out.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attributes(out, "viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img");
        element(out, "title", "Measured: " + String.join("; ", columns) + ". " + common);
        element(out, "style", STYLE);
        rectangle(out, "p", 0, 0, width, height);
        text(out, "q", 10, 22, common);
        int x = left;
        for (String column : columns) {
            text(out, "q", x, 50, column);
            x += COLUMN;
        }
        int y = TOP;
        for (Map.Entry<String, Map<String, BenchFigure>> row : rows.entrySet()) {
            if ((y - TOP) / LINE % 2 == 0) {
                rectangle(out, "z", 0, y, width, LINE);
            }
            text(out, "", 10, y + 16, row.getKey());
            int at = left;
            for (String column : columns) {
                if (row.getValue().containsKey(column)) {
                    cell(out, row.getValue().get(column), largest(column), at, y);
                }
                at += COLUMN;
            }
            y += LINE;
        }
        out.writeEndElement();
    }

    private double largest(String column) {
        List<Double> highs = new ArrayList<>();
        rows.values().forEach(row -> {
            if (row.containsKey(column)) {
                highs.add(row.get(column).high());
            }
        });
        return Math.max(
                Double.MIN_NORMAL,
                highs.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private static void cell(XMLStreamWriter out, BenchFigure figure, double largest, int x, int y)
            throws XMLStreamException {
        rectangle(out, "b", x, y + 5, BAR * figure.median() / largest, LINE - 10);
        out.writeEmptyElement("line");
        attributes(out, "class", "r", "x1", decimal(x + BAR * figure.low() / largest), "y1", y + LINE / 2);
        attributes(out, "x2", decimal(x + BAR * figure.high() / largest), "y2", y + LINE / 2);
        text(out, "", x + BAR + 6, y + 16, number(figure.median()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static void rectangle(XMLStreamWriter out, String style, int x, int y, double width, int height)
            throws XMLStreamException {
        out.writeEmptyElement("rect");
        attributes(out, "class", style, "x", x, "y", y, "width", decimal(width), "height", height);
    }

    private static void text(XMLStreamWriter out, String style, int x, int y, String text) throws XMLStreamException {
        out.writeStartElement("text");
        attributes(out, "class", style, "x", x, "y", y);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    /** Names and values in turn. */
    private static void attributes(XMLStreamWriter out, Object... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            out.writeAttribute((String) pairs[i], String.valueOf(pairs[i + 1]));
        }
    }
}
