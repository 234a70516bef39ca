package marginlab.dataset.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.file.AtomicFile;
import marginlab.file.recordio.RecordHeader;
import marginlab.file.recordio.RecordProperty;
import marginlab.file.recordio.RecordSink;
import marginlab.problem.FileProblem;

/**
 * Writes a training set as InsightFace's trainers read it: {@code train.rec}, {@code train.idx} and {@code property}.
 *
 * <p>All three stand in their place after {@link #commit()} or not at all: the record file, without which a set is not
 * there, goes first and comes last.
 */
public final class RecordIoWriter implements AutoCloseable {

    /** How a record file says who is on which image. */
    public enum Layout {
        /** Key 0 and a record an identity hold ranges of keys; images are sorted by identity. */
        IDENTITY_TABLE,
        /** Every record is an image, in any order. */
        FLAT
    }

    private final Path target;
    private final AtomicFile records;
    private final AtomicFile index;
    private final AtomicFile property;
    private final RecordSink sink;
    private final Layout layout;
    private final int height;
    private final int width;
    private final List<Integer> starts = new ArrayList<>();
    private int key;
    private int classes;

    /** A set with an identity table, of images of a size in pixels. */
    public RecordIoWriter(Path rec, int height, int width) {
        this(rec, height, width, Layout.IDENTITY_TABLE);
    }

    public RecordIoWriter(Path rec, int height, int width, Layout layout) {
        this.target = rec;
        this.height = height;
        this.width = width;
        this.layout = layout;
        records = new AtomicFile(rec);
        index = new AtomicFile(RecordIoReader.indexOf(rec));
        property = new AtomicFile(RecordIoReader.propertyOf(rec));
        sink = new RecordSink(records, index);
        if (layout == Layout.IDENTITY_TABLE) {
            // The ranges are known at the end; the record has the same size whatever they are.
            sink.append(key++, RecordHeader.range(0, 0, 0).with(new byte[0]));
        }
    }

    /**
     * Appends an image.
     *
     * @param label the identity; with a table they come in order 0, 0, ..., 1, 1, ... and none is left out
     * @param encoded JPEG, PNG, WebP or BMP
     */
    public void write(int label, byte[] encoded) {
        if (layout == Layout.IDENTITY_TABLE) {
            if (label == starts.size()) {
                starts.add(key);
            } else if (label != starts.size() - 1) {
                throw new IllegalArgumentException(
                        "label " + label + " after label " + (starts.size() - 1) + ": identities are written in order");
            }
        }
        classes = Math.max(classes, label + 1);
        sink.append(key, RecordHeader.image(label, key).with(encoded));
        key++;
    }

    /** Finishes the files and puts them in their place. */
    public void commit() {
        if (classes == 0) {
            throw new IllegalStateException(target + " would be a set without images");
        }
        if (layout == Layout.IDENTITY_TABLE) {
            int images = key;
            for (int i = 0; i < starts.size(); i++) {
                int end = i + 1 < starts.size() ? starts.get(i + 1) : images;
                sink.append(key, RecordHeader.range(starts.get(i), end, key).with(new byte[0]));
                key++;
            }
            records.patch(RecordHeader.range(images, key, 0).with(new byte[0]), 8);
        }
        property.write(new RecordProperty(classes, height, width).line().getBytes(StandardCharsets.US_ASCII));
        List.of(records, index, property).forEach(AtomicFile::finish);
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw FileProblem.io(target, e);
        }
        List.of(index, property, records).forEach(AtomicFile::move);
    }

    /** Drops everything unless it was committed. */
    @Override
    public void close() {
        try (records;
                index) {
            property.close();
        }
    }
}
