package marginlab.protocol.pair;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import marginlab.file.text.TextLines;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A list of pairs that names images and no rows: LFW's own {@code pairs.txt} ({@code 10 300}, then {@code name i j} and {@code name i
 * name j}), and the one that {@code data unpack} writes ({@code left right 0|1}).
 *
 * <p>Rows of the matrix are pairs, 2i and 2i + 1 of pair i, where there are so many; or images, in the order in which the list
 * names them first, which is the order in which {@code embed} writes them.
 */
public final class NamedPairList {
    private static final Pattern ROWS = Pattern.compile("\\s*\\d+[ \\t,]+\\d+[ \\t,]+[01]\\s*");
    private static final int START = 4096;

    private final List<String> left = new ArrayList<>();
    private final List<String> right = new ArrayList<>();
    private final List<Boolean> same = new ArrayList<>();

    private NamedPairList() {}

    /** Whether a list names images: its first line is none of {@link PairList}. */
    public static boolean isMeant(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(START), StandardCharsets.UTF_8).stripLeading();
            return !start.isEmpty()
                    && !ROWS.matcher(start.lines().findFirst().orElse("")).matches();
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }

    /** Reads a list for a matrix of so many rows. */
    public static PairList read(Path file, int rows) {
        NamedPairList list = new NamedPairList();
        List<TextLines.TextLine> lines = TextLines.read(file);
        boolean isLfw = lines.get(0).parts().length <= 2;
        TextLines.each(isLfw ? lines.subList(1, lines.size()) : lines, (i, line) -> list.add(line, isLfw));
        return list.pairs(file, rows);
    }

    private void add(TextLines.TextLine line, boolean isLfw) {
        String[] parts = line.parts();
        if (isLfw && parts.length == 3) {
            add(parts[0] + "/" + parts[1], parts[0] + "/" + parts[2], true);
        } else if (isLfw && parts.length == 4) {
            add(parts[0] + "/" + parts[1], parts[2] + "/" + parts[3], false);
        } else if (!isLfw && parts.length == 3 && parts[2].matches("[01]")) {
            add(parts[0], parts[1], parts[2].equals("1"));
        } else {
            throw line.broken(isLfw ? "'name i j' or 'name i name j', as LFW has them" : "'left right 0|1'");
        }
    }

    private void add(String one, String other, boolean isSame) {
        left.add(one);
        right.add(other);
        same.add(isSame);
    }

    private PairList pairs(Path file, int rows) {
        Map<String, Integer> images = new LinkedHashMap<>();
        for (int i = 0; i < same.size(); i++) {
            images.putIfAbsent(left.get(i), images.size());
            images.putIfAbsent(right.get(i), images.size());
        }
        boolean isOfPairs = rows == 2 * same.size();
        if (!isOfPairs && rows != images.size()) {
            throw new ProblemException(new Problem(
                    file.toString(),
                    same.size() + " pairs of " + images.size() + " images for " + rows + " embeddings",
                    2 * same.size() + " rows, two a pair, or " + images.size()
                            + ", one an image in the order of the list"));
        }
        PairList list = new PairList(new int[same.size()], new int[same.size()], new boolean[same.size()]);
        for (int i = 0; i < same.size(); i++) {
            list.left()[i] = isOfPairs ? 2 * i : images.get(left.get(i));
            list.right()[i] = isOfPairs ? 2 * i + 1 : images.get(right.get(i));
            list.same()[i] = same.get(i);
        }
        return list;
    }
}
