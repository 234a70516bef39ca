package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import marginlab.dataset.VerificationSet;
import marginlab.file.text.TextLines;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;

/**
 * LFW's list of pairs over a folder a person.
 *
 * <p>The first line is {@code folds<TAB>n} (or {@code n} alone); each fold has n lines {@code name i j} of one person, then n
 * lines {@code name i name j} of two. Image i of a person is {@code name/name_000i.jpg}, or a file of that name with the ending of
 * another format.
 */
public final class LfwPairs {
    private static final String EXPECTED = "'name i j' or 'name i name j'";

    private LfwPairs() {}

    /** Opens the pairs of a list over a folder of images. */
    public static VerificationSet open(Path folder, Path list) {
        List<TextLines.TextLine> lines = TextLines.read(list);
        if (lines.isEmpty()) {
            throw FileProblem.atLine(list, 1, "an empty file", "'folds<TAB>pairs of a kind', as 10<TAB>300");
        }
        String[] head = lines.get(0).parts();
        String expected = "'folds<TAB>pairs of a kind', as 10<TAB>300";
        if (head.length > 2) {
            throw lines.get(0).broken(expected);
        }
        int folds = head.length == 2 ? lines.get(0).whole(head[0], 1, expected) : 1;
        int pairs = lines.get(0).whole(head[head.length - 1], 1, expected);
        if (lines.size() - 1L != 2L * folds * pairs) {
            throw FileProblem.atLine(
                    list,
                    lines.get(lines.size() - 1).number(),
                    lines.size() - 1 + " pairs",
                    2L * folds * pairs + ", as the first line says");
        }
        PairCollector set = new PairCollector();
        TextLines.each(lines.subList(1, lines.size()), (i, line) -> add(set, line, i % (2 * pairs) < pairs, folder));
        return set.set(list.getFileName().toString());
    }

    private static void add(PairCollector set, TextLines.TextLine line, boolean same, Path folder) {
        String[] parts = line.parts();
        if (parts.length != (same ? 3 : 4)) {
            throw line.broken(same ? "'name i j', a pair of one person" : "'name i name j', a pair of two people");
        }
        Path first = image(line, folder, parts[0], parts[1]);
        Path second = image(line, folder, parts[same ? 0 : 2], parts[parts.length - 1]);
        set.add(first, second, same);
    }

    private static Path image(TextLines.TextLine line, Path folder, String person, String number) {
        int i = line.whole(number, 0, EXPECTED);
        Path file = line.inside(folder, person + "/" + person + String.format(Locale.ROOT, "_%04d.jpg", i));
        return ListedFile.image(file)
                .orElseThrow(() -> line.broken("an image that is there, not " + file + ListedFile.tried()));
    }
}
