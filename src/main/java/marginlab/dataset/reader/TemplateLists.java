package marginlab.dataset.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import marginlab.dataset.TemplateSet;
import marginlab.file.FileNames;
import marginlab.file.text.TextLines;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;

/** Lists of templates: YTF, iQIYI-VID, Trillion-Pairs, and a plain CSV for what was published without a fixed form. */
public final class TemplateLists {
    private static final String CSV_HEADER = "image,template,media,subject";

    private TemplateLists() {}

    /**
     * YTF's {@code splits.txt}: after a line of titles {@code split, pair, video, video, same}, where the number of the pair may be
     * left out; each video a folder of frames. A video is a template of one medium.
     */
    public static TemplateSet ytf(Path frames, Path splits) {
        TemplateCollector set = new TemplateCollector();
        List<TextLines.TextLine> lines = TextLines.read(splits);
        boolean isTitled = !lines.isEmpty() && !lines.get(0).text().matches("\\s*\\d.*");
        TextLines.each(lines.subList(isTitled ? 1 : 0, lines.size()), (i, line) -> {
            String[] parts = line.cells();
            int answer = parts.length - 1;
            if (answer < 3 || answer > 4 || !parts[answer].matches("[01]")) {
                throw line.broken("'split, pair, video, video, 0|1'");
            }
            for (int number = 0; number < answer - 2; number++) {
                line.whole(parts[number], 1, "numbers of split and pair from 1 on");
            }
            String first = FileNames.composed(parts[answer - 2]);
            String second = FileNames.composed(parts[answer - 1]);
            for (String video : List.of(first, second)) {
                if (!set.knows(video)) {
                    addFrames(set, line, ListedFile.spelled(line.inside(frames, video)), video, -1);
                }
            }
            set.pair(first, second, parts[answer].equals("1"));
        });
        return set.set(splits);
    }

    /**
     * iQIYI-VID's lists: {@code VIDEO.mp4 label} a line, the frames of each video in a folder {@code VIDEO}. A video is a template of
     * one medium; label -1 for a distractor.
     */
    public static TemplateSet videos(Path frames, Path list) {
        TemplateCollector set = new TemplateCollector();
        TextLines.each(TextLines.read(list), (i, line) -> {
            String[] parts = line.parts();
            if (parts.length != 2) {
                throw line.broken("'video label'");
            }
            String video = FileNames.composed(parts[0]);
            if (set.knows(video)) {
                throw line.broken("each video once");
            }
            int subject = line.whole(parts[1], -1, "'video label' with a whole number as label");
            Path folder = ListedFile.spelled(line.inside(frames, video.replaceFirst("\\.[A-Za-z0-9]{3,4}$", "")));
            addFrames(set, line, folder, video, subject);
        });
        return set.set(list);
    }

    /**
     * Trillion-Pairs' list: an image a line. Who is on which was never given out, so that subjects are -1: features of the images in
     * this order are what its server took.
     */
    public static TemplateSet names(Path images, Path list) {
        TemplateCollector set = new TemplateCollector();
        TextLines.each(TextLines.read(list), (i, line) -> {
            String name = FileNames.composed(line.name());
            if (set.knows(name)) {
                throw line.broken("each image once");
            }
            set.add(line.inside(images, name), name, 0, -1);
        });
        return set.set(list);
    }

    private static void addFrames(
            TemplateCollector set, TextLines.TextLine line, Path folder, String video, int subject) {
        if (!Files.isDirectory(folder)) {
            throw line.broken("a video whose frames are there, not " + folder);
        }
        List<Path> files = FolderReader.images(folder);
        if (files.isEmpty()) {
            throw line.broken("frames in " + folder);
        }
        files.forEach(file -> set.add(file, video, 0, subject));
    }

    /**
     * A CSV {@code image,template,media,subject} with that line of titles; subject -1 for distractors. The form for probes and
     * galleries of MegaFace, Trillion-Pairs and iQIYI-VID.
     */
    public static TemplateSet csv(Path images, Path list) {
        List<TextLines.TextLine> lines = TextLines.read(list);
        if (lines.isEmpty()
                || !String.join(",", lines.get(0).cells())
                        .toLowerCase(Locale.ROOT)
                        .equals(CSV_HEADER)) {
            throw FileProblem.atLine(list, 1, "another first line", "'" + CSV_HEADER + "'");
        }
        TemplateCollector set = new TemplateCollector();
        Map<String, Integer> subjects = new HashMap<>();
        Set<Path> seen = new HashSet<>();
        TextLines.each(lines.subList(1, lines.size()), (i, line) -> {
            String[] parts = line.cells();
            if (parts.length != 4 || parts[1].isEmpty()) {
                throw line.broken("'" + CSV_HEADER + "'");
            }
            String template = FileNames.composed(parts[1]);
            Path image = line.inside(images, parts[0]);
            if (!seen.add(image)) {
                throw line.broken("each image once");
            }
            int subject = line.whole(parts[3], -1, "a subject from 0 on, or -1 for a distractor");
            if (subjects.computeIfAbsent(template, name -> subject) != subject) {
                throw line.broken("subject " + subjects.get(template) + " for template " + template + " as before");
            }
            set.add(image, template, line.whole(parts[2], 0, "a whole number as medium"), subject);
        });
        return set.set(list);
    }
}
