package marginlab.dataset.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.dataset.VerificationSet;
import marginlab.file.FileNames;
import marginlab.file.matlab.MatFileCheck;
import marginlab.file.text.TextLines;
import marginlab.image.decode.ListedFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * AgeDB-30's splits, a MATLAB file, over a folder of images.
 *
 * <p>The variable {@code splits} of {@code 04_FINAL_protocol_30_years.mat} is a cell a fold. In it is a structure whose first
 * field is a cell array {@code [2, 600]}, a column a pair, and of each image a structure with its name first and the age after
 * it. Names begin with that of the person, {@code PERSON_...}: where the two agree the pair is one person.
 *
 * <p>Lists that others made of it are read too: one cell or structure array with a row a fold, or a cell a fold with a row or an
 * element a pair. There a pair is two names of images and a number, 1 for one person and -1 or 0 for two; what else it has is passed
 * over.
 */
public final class AgeDbSplits {
    private static final String VARIABLE = "splits";
    private static final String EXPECTED = "two names of images and a label of 1, 0 or -1";

    private final Path images;
    private final Path list;
    private final PairCollector pairs = new PairCollector();
    private final Problems missing = new Problems();

    private AgeDbSplits(Path images, Path list) {
        this.images = images;
        this.list = list;
    }

    public static VerificationSet open(Path images, Path list) {
        AgeDbSplits splits = new AgeDbSplits(images, list);
        byte[] bytes = MatFileCheck.read(list);
        try (Mat5File mat =
                Mat5.newReader(Sources.wrap(bytes)).disableSubsystemProcessing().readMat()) {
            splits.walk(splits.variable(mat), VARIABLE);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library has no exception of its own for a damaged file.
            throw splits.broken(list.toString(), "a damaged MATLAB file (" + e.getMessage() + ")");
        }
        splits.missing.raise();
        if (splits.pairs.size() == 0) {
            throw splits.broken(list.toString(), "no pairs");
        }
        return splits.pairs.set(list.getFileName().toString());
    }

    private Array variable(Mat5File mat) {
        Array only = null;
        int count = 0;
        for (MatFile.Entry entry : mat.getEntries()) {
            if (entry.getName().equals(VARIABLE)) {
                return entry.getValue();
            }
            only = entry.getValue();
            count++;
        }
        if (count != 1) {
            throw broken(list.toString(), count + " variables, none of them '" + VARIABLE + "'");
        }
        return only;
    }

    private void walk(Array value, String place) {
        Cell columns = columns(value);
        if (columns != null) {
            for (int column = 0; column < columns.getNumCols(); column++) {
                String at = place + "{1}{:," + (column + 1) + "}";
                String left = name(columns.get(0, column), at);
                String right = name(columns.get(1, column), at);
                pairs.add(image(left, at), image(right, at), person(left).equals(person(right)));
            }
        } else if (value instanceof Struct structs) {
            for (int i : byFold(value)) {
                List<Array> parts = new ArrayList<>();
                structs.getFieldNames().forEach(field -> parts.add(structs.get(field, i)));
                pair(parts, place + "(" + (i + 1) + ")");
            }
        } else if (value instanceof Cell cells && isTable(cells)) {
            int rows = cells.getNumRows();
            for (int row = 0; row < rows; row++) {
                List<Array> parts = new ArrayList<>();
                for (int column = 0; column < cells.getNumCols(); column++) {
                    parts.add(cells.get(row, column));
                }
                pair(parts, place + "{" + (row + 1) + "}");
            }
        } else if (value instanceof Cell cells) {
            for (int i : byFold(value)) {
                walk(cells.get(i), place + "{" + (i + 1) + "}");
            }
        } else {
            throw broken(list + " " + place, "a value of class " + value.getType());
        }
    }

    /** The cell array {@code [2, N]} of structures that is the first field of a structure; null where a value is another. */
    private static Cell columns(Array value) {
        return value instanceof Struct fold
                        && fold.getNumElements() == 1
                        && !fold.getFieldNames().isEmpty()
                        && fold.get(fold.getFieldNames().get(0), 0) instanceof Cell cells
                        && cells.getNumRows() == 2
                        && cells.getNumElements() > 0
                        && cells.get(0, 0) instanceof Struct
                ? cells
                : null;
    }

    private String name(Array image, String place) {
        if (image instanceof Struct parts
                && parts.getNumElements() == 1
                && !parts.getFieldNames().isEmpty()
                && parts.get(parts.getFieldNames().get(0), 0) instanceof Char name) {
            return name.getString().strip();
        }
        throw FileProblem.at(
                list + " " + place, "an image of class " + image.getType(), "a structure that begins with a name");
    }

    private static String person(String name) {
        int end = name.indexOf('_');
        return FileNames.composed(end < 0 ? name : name.substring(0, end));
    }

    /** Whether each row is a pair: names in the first two columns. */
    private static boolean isTable(Cell cells) {
        return cells.getNumElements() > 0
                && cells.getNumCols() >= 3
                && cells.get(0, 0) instanceof Char
                && cells.get(0, 1) instanceof Char;
    }

    /** Indices fold by fold: row by row, where MATLAB keeps column by column, unless there are more rows than columns. */
    private static int[] byFold(Array value) {
        int rows = value.getNumRows();
        int count = value.getNumElements();
        int columns = rows == 0 ? 0 : count / rows;
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = rows <= columns ? i % columns * rows + i / columns : i;
        }
        return order;
    }

    private void pair(List<Array> parts, String place) {
        List<String> names = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (Array part : parts) {
            if (part instanceof Char name) {
                names.add(name.getString().strip());
            } else if (part instanceof Matrix number && number.getNumElements() == 1) {
                labels.add(number.getDouble(0));
            }
        }
        double label = names.size() < 2 || labels.isEmpty() ? Double.NaN : labels.get(labels.size() - 1);
        if (label != 1 && label != 0 && label != -1) {
            throw broken(list + " " + place, names.size() + " names and the numbers " + labels);
        }
        pairs.add(image(names.get(0), place), image(names.get(1), place), label == 1);
    }

    private Path image(String name, String place) {
        Path file = TextLines.inside(images, name)
                .orElseThrow(() -> FileProblem.at(
                        list + " " + place, "the name '" + name + "'", "names of files inside " + images));
        Optional<Path> photo = ListedFile.image(file);
        if (photo.isEmpty()) {
            missing.add(new Problem(
                    list + " " + place,
                    "the name '" + name + "'",
                    "an image that is there, not " + file + ListedFile.tried()));
        }
        return photo.orElse(file);
    }

    private RuntimeException broken(String place, String found) {
        return FileProblem.at(place, found, EXPECTED);
    }
}
