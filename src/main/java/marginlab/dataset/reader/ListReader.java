package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import marginlab.dataset.LabelledFiles;
import marginlab.dataset.LabelledImages;
import marginlab.file.text.TextLines;
import marginlab.problem.FileProblem;

/**
 * A training set as a list {@code path label}, or {@code path,label}, over a folder of images; labels are the whole numbers from 0 on, and each is
 * there.
 */
public final class ListReader {
    private ListReader() {}

    public static LabelledImages open(Path folder, Path list) {
        List<TextLines.TextLine> lines = TextLines.read(list);
        if (lines.isEmpty()) {
            throw FileProblem.atLine(list, 1, "an empty file", "a line 'path label' an image");
        }
        Path[] files = new Path[lines.size()];
        int[] labels = new int[lines.size()];
        boolean[] seen = new boolean[lines.size()];
        TextLines.each(lines, (i, line) -> {
            String[] parts = parts(line);
            labels[i] = line.whole(parts[1], 0, "'path label' with a whole number as label");
            if (labels[i] >= seen.length) {
                throw line.broken("a label below the number of images, " + seen.length);
            }
            seen[labels[i]] = true;
            files[i] = line.inside(folder, parts[0]);
        });
        int identities = Arrays.stream(labels).max().getAsInt() + 1;
        for (int label = 0; label < identities; label++) {
            if (!seen[label]) {
                throw FileProblem.at(
                        list.toString(), "no image of label " + label, "all labels up to " + (identities - 1));
            }
        }
        return LabelledFiles.numbered(List.of(files), labels, identities);
    }

    /** Blanks and commas may stand in a path without quotes: the label is what follows the last of them. */
    private static String[] parts(TextLines.TextLine line) {
        String text = line.text().strip();
        if (text.indexOf('"') >= 0 || text.indexOf('\t') >= 0) {
            String[] parts = line.parts();
            if (parts.length == 2) {
                return parts;
            }
        }
        int gap = text.length();
        while (gap > 0 && !Character.isWhitespace(text.charAt(gap - 1)) && text.charAt(gap - 1) != ',') {
            gap--;
        }
        String path = text.substring(0, gap).strip();
        if (path.endsWith(",")) {
            path = path.substring(0, path.length() - 1).strip();
        }
        if (path.isEmpty()) {
            throw line.broken("'path label'");
        }
        return new String[] {path, text.substring(gap)};
    }
}
