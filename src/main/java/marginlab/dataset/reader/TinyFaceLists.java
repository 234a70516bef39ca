package marginlab.dataset.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import marginlab.dataset.TemplateSet;
import marginlab.file.matlab.MatFileCheck;
import marginlab.file.text.TextLines;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;
import marginlab.problem.ProblemException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * TinyFace's {@code Testing_Set}: {@code probe_img_ID_pairs.mat} with {@code probe_set} and {@code probe_ids}, {@code
 * gallery_match_img_ID_pairs.mat} with {@code gallery_set} and {@code gallery_ids}, a cell array of names and a matrix of as many
 * numbers each, and all images of {@code Gallery_Distractor}. Every image is a template of its own, called by its folder and name:
 * {@code Probe/12_1.jpg}.
 */
public final class TinyFaceLists {
    private static final int DISTRACTOR = -1;

    private TinyFaceLists() {}

    /**
     * The templates of probes, of the people's other images, and of distractors.
     *
     * @param images the folder with {@code Probe}, {@code Gallery_Match} and {@code Gallery_Distractor}
     * @param lists the folder of the two files
     */
    public static TemplateSet open(Path images, Path lists) {
        TemplateCollector set = new TemplateCollector();
        add(set, images.resolve("Probe"), lists.resolve("probe_img_ID_pairs.mat"), "probe");
        add(set, images.resolve("Gallery_Match"), lists.resolve("gallery_match_img_ID_pairs.mat"), "gallery");
        Path distractors = images.resolve("Gallery_Distractor");
        List<Path> others = FolderReader.images(distractors);
        if (others.isEmpty()) {
            throw FileProblem.at(
                    distractors.toString(), "no images", "the images of TinyFace's distractors, 153,428 as published");
        }
        others.forEach(file -> set.add(file, "Gallery_Distractor/" + file.getFileName(), 0, DISTRACTOR));
        return set.set(lists);
    }

    private static void add(TemplateCollector set, Path folder, Path list, String kind) {
        byte[] bytes = MatFileCheck.read(list);
        try (Mat5File mat =
                Mat5.newReader(Sources.wrap(bytes)).disableSubsystemProcessing().readMat()) {
            Array names = mat.getArray(kind + "_set");
            Array ids = mat.getArray(kind + "_ids");
            if (!(names instanceof Cell cells)
                    || !(ids instanceof Matrix numbers)
                    || cells.getNumElements() != numbers.getNumElements()
                    || cells.getNumElements() == 0) {
                throw broken(list, kind, "other variables");
            }
            Set<String> known = new HashSet<>();
            for (int i = 0; i < cells.getNumElements(); i++) {
                String place = list + " " + kind + "_set{" + (i + 1) + "}";
                Array name = cells.get(i);
                if (!(name instanceof Char text)) {
                    throw FileProblem.at(place, "a value of class " + name.getType(), "the name of an image");
                }
                String image = text.getString().strip();
                double id = numbers.getDouble(i);
                if (id < 0 || id != Math.rint(id) || id > Integer.MAX_VALUE) {
                    throw FileProblem.at(place, "the person number " + id, "a whole number");
                }
                if (!known.add(image)) {
                    throw FileProblem.at(place, image + " again", "each image once");
                }
                Path file = TextLines.inside(folder, image)
                        .orElseThrow(
                                () -> FileProblem.at(place, "'" + image + "'", "the name of a file inside " + folder));
                set.add(ListedFile.spelled(file), folder.getFileName() + "/" + image, 0, (int) id);
            }
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library has no exception of its own for a damaged file.
            throw broken(list, kind, "a damaged MATLAB file (" + e.getMessage() + ")");
        }
    }

    private static ProblemException broken(Path list, String kind, String found) {
        return FileProblem.at(
                list.toString(), found, "names of images in " + kind + "_set and a number of each in " + kind + "_ids");
    }
}
