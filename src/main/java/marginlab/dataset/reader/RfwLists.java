package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import marginlab.dataset.TemplateSet;
import marginlab.file.text.TextLines;
import marginlab.image.decode.ListedFile;

/**
 * RFW's lists: {@code txts/African/African_pairs.txt} and so on for its four groups, over images in {@code
 * data/African/PERSON/PERSON_0001.jpg}. A line is {@code person i j} for two images of one person, or {@code person i person j};
 * there is no first line, and a fold follows another. Every image is a template of its own, called {@code
 * African/PERSON/PERSON_0001.jpg}.
 */
public final class RfwLists {
    /** As the folders are called. */
    private static final List<String> GROUPS = List.of("African", "Asian", "Caucasian", "Indian");

    private static final String PAIR = "'person i j' or 'person i person j'";

    private RfwLists() {}

    /**
     * The pairs of all groups, one group after another.
     *
     * @param images the folder {@code data}
     * @param lists the folder {@code txts}
     */
    public static TemplateSet open(Path images, Path lists) {
        TemplateCollector set = new TemplateCollector();
        for (String group : GROUPS) {
            Path pairs = lists.resolve(group).resolve(group + "_pairs.txt");
            TextLines.each(TextLines.read(pairs), (i, line) -> {
                String[] parts = line.parts();
                if (parts.length != 3 && parts.length != 4) {
                    throw line.broken(PAIR);
                }
                boolean same = parts.length == 3;
                String first = image(set, line, images, group, parts[0], parts[1]);
                String second = image(set, line, images, group, parts[same ? 0 : 2], parts[parts.length - 1]);
                set.pair(first, second, same);
            });
        }
        return set.set(lists);
    }

    private static String image(
            TemplateCollector set, TextLines.TextLine line, Path images, String group, String person, String number) {
        int i = line.whole(number, 0, PAIR);
        String name = group + "/" + person + "/" + person + String.format(Locale.ROOT, "_%04d.jpg", i);
        if (!set.knows(name)) {
            set.add(ListedFile.spelled(line.inside(images, name)), name, 0, -1);
        }
        return name;
    }
}
