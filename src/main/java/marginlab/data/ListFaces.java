package marginlab.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A training set as a list {@code path label} over a folder of images; labels are the whole numbers from 0 on, and each is
 * there.
 */
final class ListFaces {
    private ListFaces() {}

    static Faces open(Path folder, Path list) {
        List<Path> files = new ArrayList<>();
        List<TextLines.Line> lines = TextLines.read(list);
        int[] labels = new int[lines.size()];
        boolean[] seen = new boolean[lines.size()];
        int identities = 0;
        for (TextLines.Line line : lines) {
            String text = line.text().strip();
            int gap = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'));
            if (gap < 0) {
                throw line.broken("'path label'");
            }
            int label = line.whole(text.substring(gap + 1), 0, "'path label' with a whole number as label");
            if (label >= lines.size()) {
                throw line.broken("a label below the number of images, " + lines.size());
            }
            labels[files.size()] = label;
            seen[label] = true;
            identities = Math.max(identities, label + 1);
            files.add(line.inside(folder, text.substring(0, gap).strip()));
        }
        if (files.isEmpty()) {
            throw Broken.atLine(list, 1, "an empty file", "a line 'path label' an image");
        }
        for (int label = 0; label < identities; label++) {
            if (!seen[label]) {
                throw Broken.at(list.toString(), "no image of label " + label, "all labels up to " + (identities - 1));
            }
        }
        return FileFaces.numbered(files, labels, identities);
    }
}
