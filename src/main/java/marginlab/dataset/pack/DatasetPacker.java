package marginlab.dataset.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.file.AtomicFile;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageBounds;
import marginlab.image.decode.ImageHeader;
import marginlab.problem.FileProblem;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;

/**
 * Turns datasets into InsightFace's files and back, without encoding any image again: {@code data pack} and {@code data
 * unpack}.
 */
public final class DatasetPacker {
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Progress progress;

    /** A packer that tells how many images are done. */
    public DatasetPacker(Progress progress) {
        this.progress = progress;
    }

    /** Writes {@code train.rec}, {@code .idx}, {@code property} and {@code .names}; all images have one size. */
    public int pack(LabelledImages faces, Path rec) {
        checkNames(faces);
        LineProblems faults = new LineProblems();
        int written = 0;
        // Its size is that of the first image that can be read.
        RecordIoWriter writer = null;
        try (AtomicFile names = new AtomicFile(RecordIoReader.namesOf(rec));
                PrefetchedImages ahead = new PrefetchedImages(faces, i -> i, faces.size(), threads)) {
            ImageHeader size = null;
            int last = -1;
            int people = 0;
            for (int i = 0; i < faces.size(); i++) {
                Optional<byte[]> encoded = readable(ahead, faces, i, faults);
                if (encoded.isPresent()) {
                    if (writer == null) {
                        size = header(faces, i, encoded.get());
                        writer = new RecordIoWriter(rec, size.height(), size.width());
                    }
                    checkSize(faces, i, encoded.get(), size);
                    int label = faces.label(i);
                    if (label != last) {
                        names.write((faces.identity(label) + "\n").getBytes(StandardCharsets.UTF_8));
                        last = label;
                        people++;
                    }
                    writer.write(people - 1, encoded.get());
                    written++;
                }
                progress.at("images", i + 1, faces.size());
            }
            if (writer != null) {
                names.finish();
                writer.commit();
                names.move();
            }
        } finally {
            if (writer != null) {
                writer.close();
            }
        }
        faults.end(written, left(rec, written, faces.size(), "The set is written without the others and their people"));
        return written;
    }

    /** An image that looks like one; what is wrong with another is kept. */
    private static Optional<byte[]> readable(PrefetchedImages ahead, EncodedImages images, int i, LineProblems faults) {
        List<byte[]> found = new ArrayList<>(1);
        faults.gather(() -> {
            byte[] encoded = ahead.next();
            header(images, i, encoded);
            found.add(encoded);
        });
        return found.stream().findFirst();
    }

    private static Problem left(Path out, int written, int all, String what) {
        return new Problem(
                out.toString(), written + " images of " + all, "all of them", what + "; fix those above and repeat");
    }

    /** Writes a {@code .bin}. */
    public int pack(VerificationSet set, Path bin) {
        LineProblems faults = new LineProblems();
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        ImageHeader size = null;
        try (BinWriter writer = new BinWriter(bin);
                PrefetchedImages ahead = new PrefetchedImages(
                        set.images(), k -> k % 2 == 0 ? left[k / 2] : right[k / 2], 2 * same.length, threads)) {
            for (int i = 0; i < same.length; i++) {
                Optional<byte[]> first = readable(ahead, set.images(), left[i], faults);
                Optional<byte[]> second = readable(ahead, set.images(), right[i], faults);
                if (first.isPresent() && second.isPresent()) {
                    size = size == null ? header(set.images(), left[i], first.get()) : size;
                    checkSize(set.images(), left[i], first.get(), size);
                    checkSize(set.images(), right[i], second.get(), size);
                    writer.write(first.get(), second.get(), same[i]);
                }
                progress.at("images of pairs", 2L * (i + 1), 2L * same.length);
            }
            // Pairs left out would move the others to other folds: figures on that file would be of another protocol.
            faults.raise(new Problem(
                    bin.toString(),
                    faults.count() + " images of pairs that cannot be read",
                    "all of them",
                    "Nothing was written: without some of its pairs it would be another protocol"));
            writer.commit();
        }
        return 2 * same.length;
    }

    /** Writes a folder a person, into a folder with nothing in it. */
    public int unpack(LabelledImages faces, Path folder) {
        checkEmpty(folder);
        PersonFolders people = new PersonFolders(faces);
        LineProblems faults = new LineProblems();
        for (int i = 0; i < faces.size(); i++) {
            int image = i;
            faults.gather(() -> write(faces, image, folder.resolve(people.of(faces.label(image)))));
            progress.at("images", i + 1, faces.size());
        }
        int written = faces.size() - faults.count();
        faults.end(written, left(folder, written, faces.size(), "The others are written"));
        return written;
    }

    /** Writes the images and a list {@code pairs.txt} of lines {@code left right 0|1}, into a folder with nothing in it. */
    public int unpack(VerificationSet set, Path folder) {
        checkEmpty(folder);
        LineProblems faults = new LineProblems();
        String[] files = new String[set.images().size()];
        for (int i = 0; i < files.length; i++) {
            int image = i;
            faults.gather(() -> files[image] = write(set.images(), image, folder));
            progress.at("images", i + 1, files.length);
        }
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        int written = files.length - faults.count();
        if (written > 0) {
            try (AtomicFile list = new AtomicFile(folder.resolve("pairs.txt"))) {
                for (int i = 0; i < same.length; i++) {
                    if (files[left[i]] != null && files[right[i]] != null) {
                        String line = files[left[i]] + "\t" + files[right[i]] + "\t" + (same[i] ? 1 : 0) + "\n";
                        list.write(line.getBytes(StandardCharsets.UTF_8));
                    }
                }
                list.finish();
                list.move();
            }
        }
        faults.end(
                written, left(folder, written, files.length, "The others are written, and the pairs of two of them"));
        return written;
    }

    /** What is there already would be taken for a part of the dataset. */
    private static void checkEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            Optional<Path> any = there.findAny();
            if (any.isPresent()) {
                throw new ProblemException(new Problem(
                        folder.toString(),
                        "a folder with '" + any.get().getFileName() + "' in it",
                        "one that is empty or not there",
                        "What is in it already would be mixed with the dataset; name another folder"));
            }
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
    }

    /** Writes an image under its number; gives the name of the file. */
    private static String write(EncodedImages images, int i, Path folder) {
        byte[] encoded = images.encoded(i);
        String name = String.format(
                Locale.ROOT, "%08d.%s", i, header(images, i, encoded).format().ending());
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.write(file, encoded);
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
        return name;
    }

    /** What an image is; one that is cut, or that no decoder here reads, is refused. */
    private static ImageHeader header(EncodedImages images, int i, byte[] encoded) {
        ImageHeader header = ImageHeader.of(encoded, () -> images.name(i));
        ImageBounds.check(header, encoded, () -> images.name(i));
        return header;
    }

    /** Names are lines of a list. */
    private static void checkNames(LabelledImages faces) {
        for (int label = 0; label < faces.identities(); label++) {
            String name = faces.identity(label);
            if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
                throw FileProblem.at(
                        "identity " + label, "the name '" + name + "'", "a name that can be a line of a list");
            }
        }
    }

    private static void checkSize(EncodedImages images, int i, byte[] encoded, ImageHeader expected) {
        ImageHeader header = ImageHeader.of(encoded, () -> images.name(i));
        if (header.shownWidth() != expected.shownWidth() || header.shownHeight() != expected.shownHeight()) {
            throw new ProblemException(new Problem(
                    images.name(i),
                    "an image of " + header.shownWidth() + " x " + header.shownHeight(),
                    expected.shownWidth() + " x " + expected.shownHeight() + " like the first",
                    "'data align' makes crops of one size"));
        }
    }
}
