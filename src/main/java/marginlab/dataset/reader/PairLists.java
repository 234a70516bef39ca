package marginlab.dataset.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.VerificationSet;
import marginlab.file.text.TextLines;
import marginlab.image.align.LandmarkTemplate;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;

/** Lists of pairs over images. */
public final class PairLists {
    /** Pairs of a kind in a fold of CALFW and CPLFW. */
    private static final int FOLD = 300;

    /** The folder with CFP's images, beside that of its lists; a dataset is known by both. */
    public static final String CFP_IMAGES = "Data";

    /** Side of the crops that CFP's images are aligned to. */
    private static final int CROP = 112;

    private static final String SAME = "same.txt";

    private PairLists() {}

    /** Opens LFW's list, or one of {@link #columns}: the first line, which only LFW's has as a head, tells them apart. */
    public static VerificationSet open(Path folder, Path list) {
        List<TextLines.TextLine> lines = TextLines.read(list);
        return !lines.isEmpty() && lines.get(0).parts().length > 2
                ? columns(folder, list)
                : LfwPairs.open(folder, list);
    }

    /** Lines {@code path1 path2 0|1}. */
    public static VerificationSet columns(Path folder, Path list) {
        PairCollector pairs = new PairCollector();
        TextLines.each(TextLines.read(list), (i, line) -> {
            String[] parts = line.parts();
            if (parts.length != 3 || !parts[2].matches("[01]")) {
                throw line.broken("'path1 path2 0|1'");
            }
            pairs.add(file(line, folder, parts[0]), file(line, folder, parts[1]), parts[2].equals("1"));
        });
        return set(pairs, list);
    }

    /**
     * CALFW's and CPLFW's lists: two lines {@code image label} a pair, all genuine pairs before all impostors. They are put into
     * folds of 300 of a kind, as the ten-fold protocol takes them. CALFW counts folds in its labels: what is not 0 is genuine.
     */
    public static VerificationSet crossLfw(Path folder, Path list) {
        List<TextLines.TextLine> lines = TextLines.read(list);
        if (lines.size() % 2 != 0) {
            throw lines.get(lines.size() - 1).broken("two lines 'image label' a pair");
        }
        Path[] images = new Path[lines.size()];
        boolean[] same = new boolean[lines.size()];
        List<Integer> genuine = new ArrayList<>();
        List<Integer> impostors = new ArrayList<>();
        TextLines.each(lines, (i, line) -> {
            String[] parts = line.parts();
            if (parts.length != 2) {
                throw line.broken("'image label'");
            }
            same[i] = line.whole(parts[1], 0, "'image label' with a whole number as label") != 0;
            images[i] = file(line, folder, parts[0]);
            if (i % 2 == 1) {
                if (images[i - 1] != null && same[i] != same[i - 1]) {
                    throw line.broken("the same answer on both lines of a pair");
                }
                (same[i] ? genuine : impostors).add(i - 1);
            }
        });
        if (genuine.size() != impostors.size()) {
            throw FileProblem.atLine(
                    list,
                    lines.size(),
                    genuine.size() + " genuine pairs and " + impostors.size() + " impostors",
                    "as many of one kind as of the other");
        }
        PairCollector pairs = new PairCollector();
        for (int from = 0; from < genuine.size(); from += FOLD) {
            int to = Math.min(genuine.size(), from + FOLD);
            genuine.subList(from, to).forEach(i -> pairs.add(images[i], images[i + 1], true));
            impostors.subList(from, to).forEach(i -> pairs.add(images[i], images[i + 1], false));
        }
        return set(pairs, list);
    }

    /**
     * CFP's folders: {@code Protocol/Pair_list_F.txt} and {@code Pair_list_P.txt} number the images ({@code number path}), {@code
     * Protocol/Split/FP/01/same.txt} and {@code diff.txt} name pairs ({@code i,j}) in ten folds.
     * Where {@code Data/Fiducials} lies beside {@code Data/Images}, each image is aligned by its points as {@code data align} does, for
     * CFP's images are not; without it they are taken as they are.
     *
     * @param protocol the folder {@code Protocol}
     * @param kind {@code FF} for frontal with frontal, {@code FP} for frontal with profile
     */
    public static VerificationSet cfp(Path protocol, String kind) {
        List<Path> frontal = numbered(protocol, "Pair_list_F.txt");
        List<Path> other = kind.equals("FP") ? numbered(protocol, "Pair_list_P.txt") : frontal;
        Path splits = protocol.resolve("Split").resolve(kind);
        List<TextLines.TextLine> lines = new ArrayList<>();
        for (int fold = 1; fold <= 10; fold++) {
            Path folder = splits.resolve(fold < 10 ? "0" + fold : "10");
            lines.addAll(TextLines.read(folder.resolve(SAME)));
            lines.addAll(TextLines.read(folder.resolve("diff.txt")));
        }
        PairCollector pairs = new PairCollector();
        TextLines.each(lines, (i, line) -> {
            String[] parts = line.cells();
            if (parts.length != 2) {
                throw line.broken("'i,j', two numbers of images");
            }
            pairs.add(
                    pick(line, frontal, parts[0]),
                    pick(line, other, parts[1]),
                    line.file().endsWith(SAME));
        });
        Path data = protocol.toAbsolutePath().normalize().resolveSibling(CFP_IMAGES);
        return pairs.size() > 0 && CfpFiducials.areIn(data)
                ? pairs.aligned(
                        splits.getFileName().toString(),
                        CfpFiducials.of(data, pairs.images()),
                        LandmarkTemplate.arcFace(CROP))
                : set(pairs, splits);
    }

    private static List<Path> numbered(Path protocol, String name) {
        List<Path> images = new ArrayList<>();
        Path home = protocol.toAbsolutePath().normalize().getParent();
        for (TextLines.TextLine line : TextLines.read(protocol.resolve(name))) {
            String[] parts = line.parts();
            if (parts.length != 2 || line.whole(parts[0], 1, "'number path'") != images.size() + 1) {
                throw line.broken("'number path' with number " + (images.size() + 1));
            }
            // Paths start from the folder Protocol: ../Data/Images/001/frontal/01.jpg.
            Path image = line.inside(home, protocol.getFileName() + "/" + parts[1]);
            if (!image.startsWith(home.resolve(CFP_IMAGES))) {
                throw line.broken("the path of an image in " + home.resolve(CFP_IMAGES));
            }
            images.add(image);
        }
        return images;
    }

    private static Path pick(TextLines.TextLine line, List<Path> images, String number) {
        int i = line.whole(number, 1, "'i,j', two numbers of images");
        if (i > images.size()) {
            throw line.broken("numbers up to " + images.size());
        }
        return there(line, images.get(i - 1));
    }

    private static Path file(TextLines.TextLine line, Path folder, String name) {
        return there(line, line.inside(folder, name));
    }

    private static Path there(TextLines.TextLine line, Path file) {
        return ListedFile.image(file)
                .orElseThrow(() -> line.broken("an image that is there, not " + file + ListedFile.tried()));
    }

    private static VerificationSet set(PairCollector pairs, Path list) {
        if (pairs.size() == 0) {
            throw FileProblem.atLine(list, 1, "no pairs", "at least one");
        }
        return pairs.set(list.getFileName().toString());
    }
}
