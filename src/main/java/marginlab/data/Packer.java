package marginlab.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Turns datasets into InsightFace's files and back, without encoding any image again: {@code data pack} and {@code data
 * unpack}.
 */
public final class Packer {
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Progress progress;

    /** A packer that tells how many images are done. */
    public Packer(Progress progress) {
        this.progress = progress;
    }

    /** Writes {@code train.rec}, {@code .idx}, {@code property} and {@code .names}; all images have one size. */
    public int pack(Faces faces, Path rec) {
        checkNames(faces);
        ImageHeader size = header(faces, 0);
        try (RecordIoWriter writer = new RecordIoWriter(rec, size.shownHeight(), size.shownWidth());
                Aside names = new Aside(RecordIoReader.namesOf(rec));
                EncodedAhead ahead = new EncodedAhead(faces, i -> i, faces.size(), threads)) {
            for (int i = 0; i < faces.size(); i++) {
                byte[] encoded = ahead.next();
                checkSize(faces, i, encoded, size);
                writer.write(faces.label(i), encoded);
                progress.at("images", i + 1, faces.size());
            }
            for (int label = 0; label < faces.identities(); label++) {
                names.write((faces.identity(label) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            names.finish();
            writer.commit();
            names.move();
        }
        return faces.size();
    }

    /** Writes a {@code .bin}. */
    public int pack(VerificationSet set, Path bin) {
        ImageHeader size = header(set.images(), 0);
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        try (BinWriter writer = new BinWriter(bin);
                EncodedAhead ahead = new EncodedAhead(
                        set.images(), k -> k % 2 == 0 ? left[k / 2] : right[k / 2], 2 * same.length, threads)) {
            for (int i = 0; i < same.length; i++) {
                byte[] first = ahead.next();
                byte[] second = ahead.next();
                checkSize(set.images(), left[i], first, size);
                checkSize(set.images(), right[i], second, size);
                writer.write(first, second, same[i]);
                progress.at("images of pairs", 2L * (i + 1), 2L * same.length);
            }
            writer.commit();
        }
        return 2 * same.length;
    }

    /** Writes a folder a person, into a folder with nothing in it. */
    public int unpack(Faces faces, Path folder) {
        checkEmpty(folder);
        PersonFolders people = new PersonFolders(faces);
        for (int i = 0; i < faces.size(); i++) {
            write(faces, i, folder.resolve(people.of(faces.label(i))));
            progress.at("images", i + 1, faces.size());
        }
        return faces.size();
    }

    /** Writes the images and a list {@code pairs.txt} of lines {@code left right 0|1}, into a folder with nothing in it. */
    public int unpack(VerificationSet set, Path folder) {
        checkEmpty(folder);
        for (int i = 0; i < set.images().size(); i++) {
            write(set.images(), i, folder);
            progress.at("images", i + 1, set.images().size());
        }
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        try (Aside list = new Aside(folder.resolve("pairs.txt"))) {
            for (int i = 0; i < same.length; i++) {
                String line =
                        file(set.images(), left[i]) + "\t" + file(set.images(), right[i]) + "\t" + (same[i] ? 1 : 0);
                list.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            list.finish();
            list.move();
        }
        return set.images().size();
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
            throw Broken.io(folder, e);
        }
    }

    private static void write(Images images, int i, Path folder) {
        Path file = folder.resolve(file(images, i));
        try {
            Files.createDirectories(folder);
            Files.write(file, images.encoded(i));
        } catch (IOException e) {
            throw Broken.io(file, e);
        }
    }

    private static String file(Images images, int i) {
        return String.format(
                Locale.ROOT, "%08d.%s", i, header(images, i).format().ending());
    }

    private static ImageHeader header(Images images, int i) {
        return ImageHeader.of(images.encoded(i), () -> images.name(i));
    }

    /** Names are lines of a list. */
    private static void checkNames(Faces faces) {
        for (int label = 0; label < faces.identities(); label++) {
            String name = faces.identity(label);
            if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
                throw Broken.at("identity " + label, "the name '" + name + "'", "a name that can be a line of a list");
            }
        }
    }

    private static void checkSize(Images images, int i, byte[] encoded, ImageHeader expected) {
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
