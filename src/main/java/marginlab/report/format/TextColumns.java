package marginlab.report.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Texts in columns for a terminal: names to the left, figures to the right. */
public final class TextColumns {
    private TextColumns() {}

    /** Lines of equally many texts; the first {@code names} columns are aligned to the left. */
    public static String aligned(List<List<String>> lines, int names) {
        List<List<Styled>> plain = lines.stream()
                .map(line -> line.stream()
                        .map(text -> new Styled(text, UnaryOperator.identity()))
                        .toList())
                .toList();
        return styled(plain, names);
    }

    /** A text, and what marks it without changing its width. */
    record Styled(String text, UnaryOperator<String> style) {
        int width() {
            return text.codePointCount(0, text.length());
        }

        String padded(int width, boolean left) {
            String space = " ".repeat(width - width());
            return left ? style.apply(text) + space : space + style.apply(text);
        }
    }

    static String styled(List<List<Styled>> lines, int names) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        for (List<Styled> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), line.get(i).width()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<Styled> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                cells.add(line.get(i).padded(widths.get(i), i < names));
            }
            text.append(String.join("  ", cells).stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
