package marginlab.report.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.progress.DisplayWidth;

/**
 * Texts in columns for a terminal: names to the left, figures to the right.
 *
 * <p>Where the lines are wider than the terminal, long names go on under themselves. Where that is not enough, the columns stand in
 * blocks, one under the other, each beginning with the columns that say what a line is about.
 */
public final class TextColumns {
    private static final String GAP = "  ";
    /** Narrower names cannot be read; the ids of runs have room in it. */
    private static final int NARROWEST = 14;

    private final List<List<Styled>> lines;
    private final int names;
    private final List<Integer> widths;

    private TextColumns(List<List<Styled>> lines, int names) {
        this.lines = lines;
        this.names = names;
        this.widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        for (List<Styled> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), line.get(i).width()));
            }
        }
    }

    /**
     * Lines of equally many texts, the heading first.
     *
     * @param names how many columns are aligned to the left
     * @param repeated how many columns every block begins with
     * @param width of the terminal; as much as it takes where it is not positive
     */
    public static String of(List<List<String>> lines, int names, int repeated, int width) {
        List<List<Styled>> plain = lines.stream()
                .map(line -> line.stream()
                        .map(text -> new Styled(text, UnaryOperator.identity()))
                        .toList())
                .toList();
        return styled(plain, names, repeated, width);
    }

    /** A text, and what marks it without changing its width. */
    record Styled(String text, UnaryOperator<String> style) {
        int width() {
            return DisplayWidth.of(text);
        }

        /** The text in lines of so many columns. A word that is wider is broken: in its end may be what differs. */
        List<String> fitted(int width, boolean left) {
            return DisplayWidth.wrapped(text, width).stream()
                    .flatMap(part -> DisplayWidth.pieces(part, width).stream())
                    .map(part -> {
                        String space = " ".repeat(width - DisplayWidth.of(part));
                        return left ? style.apply(part) + space : space + style.apply(part);
                    })
                    .toList();
        }
    }

    static String styled(List<List<Styled>> lines, int names, int repeated, int width) {
        TextColumns columns = new TextColumns(lines, names);
        if (width > 0) {
            columns.narrow(width);
        }
        List<String> blocks = columns.blocks(repeated, width > 0 ? width : Integer.MAX_VALUE).stream()
                .map(columns::block)
                .toList();
        return String.join("\n", blocks);
    }

    /** Breaks names between words; where that is not enough within them; and where it still is not, lets blocks follow. */
    private void narrow(int width) {
        List<Integer> words = IntStream.range(0, widths.size())
                .map(column -> lines.stream()
                        .flatMap(line -> Stream.of(line.get(column).text().split(" ")))
                        .mapToInt(DisplayWidth::of)
                        .max()
                        .orElse(0))
                .boxed()
                .toList();
        if (!narrow(width, words)) {
            List<Integer> whole = List.copyOf(widths);
            if (!narrow(width, Collections.nCopies(widths.size(), 0))) {
                Collections.copy(widths, whole);
            }
        }
    }

    /** Takes room from the widest names first, and says whether that was enough. */
    private boolean narrow(int width, List<Integer> least) {
        List<Integer> all = IntStream.range(0, widths.size()).boxed().toList();
        while (total(all) > width) {
            Optional<Integer> widest = all.stream()
                    .filter(column -> column < names && widths.get(column) > Math.max(NARROWEST, least.get(column)))
                    .max(Comparator.comparing(widths::get));
            if (widest.isEmpty()) {
                return false;
            }
            widths.set(widest.get(), widths.get(widest.get()) - 1);
        }
        return true;
    }

    private List<List<Integer>> blocks(int repeated, int width) {
        List<Integer> first = IntStream.range(0, repeated).boxed().toList();
        List<List<Integer>> blocks = new ArrayList<>();
        List<Integer> block = new ArrayList<>(first);
        for (int column = repeated; column < widths.size(); column++) {
            block.add(column);
            if (block.size() > repeated + 1 && total(block) > width) {
                block.remove(block.size() - 1);
                blocks.add(block);
                block = new ArrayList<>(first);
                block.add(column);
            }
        }
        blocks.add(block);
        return blocks;
    }

    private int total(List<Integer> block) {
        return block.stream().mapToInt(widths::get).sum() + GAP.length() * (block.size() - 1);
    }

    private String block(List<Integer> block) {
        StringBuilder text = new StringBuilder();
        for (List<Styled> line : lines) {
            List<List<String>> cells = block.stream()
                    .map(i -> line.get(i).fitted(widths.get(i), i < names))
                    .toList();
            int high = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int row = 0; row < high; row++) {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < cells.size(); i++) {
                    parts.add(row < cells.get(i).size() ? cells.get(i).get(row) : " ".repeat(widths.get(block.get(i))));
                }
                text.append(String.join(GAP, parts).stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }
}
