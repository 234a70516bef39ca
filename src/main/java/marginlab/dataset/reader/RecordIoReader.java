package marginlab.dataset.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import marginlab.dataset.LabelledImages;
import marginlab.file.recordio.RecordFile;
import marginlab.file.recordio.RecordHeader;
import marginlab.file.recordio.RecordIndex;
import marginlab.file.recordio.RecordProperty;
import marginlab.file.text.TextLines;
import marginlab.problem.FileProblem;
import marginlab.problem.ProblemException;

/**
 * A training set in InsightFace's RecordIO: {@code train.rec} with {@code train.idx} and {@code property} beside it.
 *
 * <p>With an identity table (key 0 says where it is) the images are keys 1, 2, ... and labels come from the table. Without
 * one every key is an image and its own record says who is on it. Nothing but offsets is held in memory.
 */
public final class RecordIoReader implements LabelledImages {
    /** Above this a float32 no longer holds every whole number, so ranges in the file are rounded. */
    public static final long EXACT_FLOATS = 1 << 24;

    private static final int HEADER_READ = 128;

    private final RecordFile file;
    private final RecordIndex index;
    private final RecordProperty property;
    /** Position in the index of image 0. */
    private final int first;

    private final int size;
    /** First image of each identity, then the number of images; null where each record says its own label. */
    private final int[] starts;

    private final List<String> names;

    private RecordIoReader(RecordFile file, RecordIndex index, RecordProperty property, long exact) {
        this.file = file;
        this.index = index;
        this.property = property;
        RecordHeader set = header(0);
        // An image may carry several labels too; what says where the table is has nothing behind them.
        boolean table = set.flag() > 0 && index.key(0) == 0 && file.length(index.offset(0)) == set.bytes();
        first = table ? 1 : 0;
        size = index.size() - (table ? 1 + property.classes() : 0);
        starts = table && 1L + size <= exact ? table(set) : null;
        if (starts == null) {
            requireEnd();
            requireImages();
        }
        // After the table: where property contradicts it, the names are not to blame.
        names = names(file.path(), property);
    }

    /** Opens a set by its {@code .rec} file. */
    public static RecordIoReader open(Path rec) {
        return open(rec, EXACT_FLOATS);
    }

    /** Opens a set that reads no labels from its table where that reaches beyond the numbers that a float holds exactly. */
    static RecordIoReader open(Path rec, long exact) {
        RecordProperty property = RecordProperty.read(propertyOf(rec));
        RecordFile file = new RecordFile(rec);
        try {
            return new RecordIoReader(file, RecordIndex.read(indexOf(rec), file.size()), property, exact);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public static Path indexOf(Path rec) {
        return beside(rec, ".idx");
    }

    /** The names of the people, one a line in the order of their labels; not every set has it. */
    public static Path namesOf(Path rec) {
        return beside(rec, ".names");
    }

    private static Path beside(Path rec, String ending) {
        String name = rec.getFileName().toString();
        String base = name.toLowerCase(Locale.ROOT).endsWith(".rec") ? name.substring(0, name.length() - 4) : name;
        return rec.resolveSibling(base + ending);
    }

    private static List<String> names(Path rec, RecordProperty property) {
        Path file = namesOf(rec);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> names =
                TextLines.read(file).stream().map(line -> line.text().strip()).toList();
        if (names.size() != property.classes()) {
            throw FileProblem.atLine(
                    file, names.size(), names.size() + " names", property.classes() + ", as property says");
        }
        return names;
    }

    public static Path propertyOf(Path rec) {
        return rec.resolveSibling("property");
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int identities() {
        return property.classes();
    }

    @Override
    public boolean isNamed() {
        return !names.isEmpty();
    }

    @Override
    public String identity(int label) {
        return names.isEmpty() ? String.valueOf(label) : names.get(label);
    }

    /** Height of the images in pixels, as {@code property} says. */
    public int height() {
        return property.height();
    }

    /** Width of the images in pixels, as {@code property} says. */
    public int width() {
        return property.width();
    }

    /** Whether the set has an identity table. */
    public boolean hasTable() {
        return first == 1;
    }

    @Override
    public String name(int i) {
        return file.path() + " key " + index.key(first + i) + " at byte " + index.offset(first + i);
    }

    @Override
    public int label(int i) {
        if (starts == null) {
            return label(header(first + i), first + i);
        }
        int found = Arrays.binarySearch(starts, i);
        int identity = found >= 0 ? found : -found - 2;
        while (starts[identity + 1] == i) {
            identity++;
        }
        return identity;
    }

    @Override
    public byte[] encoded(int i) {
        int position = first + i;
        byte[] record = file.read(index.offset(position));
        RecordHeader header = RecordHeader.parse(record);
        if (header == null) {
            throw noHeader(position);
        }
        int label = label(header, position);
        if (starts != null && label != label(i)) {
            throw FileProblem.atByte(
                    file.path(),
                    index.offset(position),
                    "label " + label + " on key " + index.key(position),
                    "label " + label(i) + ", as the identity table says");
        }
        return Arrays.copyOfRange(record, header.bytes(), record.length);
    }

    @Override
    public void close() {
        file.close();
    }

    private RecordHeader header(int position) {
        RecordHeader header = RecordHeader.parse(file.start(index.offset(position), HEADER_READ));
        if (header == null) {
            // More labels than usual.
            header = RecordHeader.parse(file.start(index.offset(position), RecordHeader.MOST_BYTES));
        }
        if (header == null) {
            throw noHeader(position);
        }
        return header;
    }

    private RuntimeException noHeader(int position) {
        return FileProblem.atByte(
                file.path(),
                index.offset(position),
                "a record that does not begin with an image header, at key " + index.key(position),
                "flag, label, id, id2 and as many labels as the flag says");
    }

    private int label(RecordHeader header, int position) {
        float label = header.label();
        if (!(label >= 0 && label < property.classes()) || label != (int) label) {
            throw FileProblem.atByte(
                    file.path(),
                    index.offset(position),
                    "label " + label + " on key " + index.key(position),
                    "a whole number from 0 to " + (property.classes() - 1) + ", as property says");
        }
        return (int) label;
    }

    /** Without a table nothing but the end of the record file tells that lines of the index are missing. */
    private void requireEnd() {
        long end = file.next(index.lastOffset());
        if (end < file.size()) {
            throw FileProblem.at(
                    index.path().toString(),
                    index.size() + " records, the last of which ends at byte " + end + " of " + file.path(),
                    "records up to its end at byte " + file.size() + ": the index was cut or belongs to another file");
        }
    }

    /** More classes than images are a slip in property, which would take the memory of their centres. */
    private void requireImages() {
        if (property.classes() > size) {
            throw FileProblem.atLine(
                    propertyOf(file.path()),
                    1,
                    property.classes() + " classes in '" + property.line() + "'",
                    "at most " + size + ", the images of " + index.path().getFileName());
        }
    }

    /** Says which of the three files contradicts the other two. */
    private ProblemException misfit(float[] keys) {
        String said = "as key 0 of " + file.path() + " says";
        int last = keys.length < 2 ? 0 : (int) keys[1];
        int classes = keys.length < 2 ? 0 : last - (int) keys[0];
        if (last == index.size() && classes > 0 && classes < last - 1) {
            return FileProblem.atLine(
                    propertyOf(file.path()),
                    1,
                    property.classes() + " classes in '" + property.line() + "'",
                    classes + " classes, " + said + " and " + index.path().getFileName() + " confirms");
        }
        if (classes == property.classes() && last > classes + 1) {
            return FileProblem.at(
                    index.path().toString(),
                    index.size() + " records",
                    last + " records, " + said + ": the index was cut or belongs to another file");
        }
        return FileProblem.atByte(
                file.path(),
                index.offset(0),
                "identities at keys " + Arrays.toString(keys),
                "[" + (1 + size) + ", " + index.size() + "), from the " + index.size() + " records of "
                        + index.path().getFileName() + " and the classes of property " + property.line());
    }

    /** Reads the ranges of the identities, which must follow one another without gaps. */
    private int[] table(RecordHeader set) {
        int from = 1 + size;
        int to = index.size();
        if (size < 1 || set.labels().length < 2 || set.labels()[0] != from || set.labels()[1] != to) {
            throw misfit(set.labels());
        }
        int[] table = new int[property.classes() + 1];
        int next = 1;
        for (int i = 0; i < property.classes(); i++) {
            RecordHeader identity = header(from + i);
            float[] range = identity.labels();
            if (range.length < 2 || range[0] != next || !(range[1] >= next && range[1] <= from)) {
                throw FileProblem.atByte(
                        file.path(),
                        index.offset(from + i),
                        "identity " + i + " at keys " + Arrays.toString(range),
                        "a range [" + next + ", n) with n up to " + from);
            }
            table[i] = next - 1;
            next = (int) range[1];
        }
        if (next != from) {
            throw FileProblem.atByte(
                    file.path(), index.offset(to - 1), "identities that end at key " + next, "an end at key " + from);
        }
        table[property.classes()] = size;
        return table;
    }
}
