package marginlab.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Turns datasets into InsightFace's files and back, without encoding any image again: {@code data pack} and {@code data
 * unpack}.
 */
public final class Packer {
    private final IntConsumer progress;

    /** A packer that tells how many images are done. */
    public Packer(IntConsumer progress) {
        this.progress = progress;
    }

    /** Writes {@code train.rec}, {@code .idx}, {@code property} and {@code .names}; all images have one size. */
    public void pack(Faces faces, Path rec) {
        ImageHeader size = header(faces, 0);
        try (RecordIoWriter writer = new RecordIoWriter(rec, size.height(), size.width());
                Aside names = new Aside(RecordIoReader.namesOf(rec))) {
            for (int i = 0; i < faces.size(); i++) {
                byte[] encoded = faces.encoded(i);
                checkSize(faces, i, encoded, size);
                writer.write(faces.label(i), encoded);
                progress.accept(i + 1);
            }
            for (int label = 0; label < faces.identities(); label++) {
                names.write((faces.identity(label) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            names.finish();
            writer.commit();
            names.move();
        }
    }

    /** Writes a {@code .bin}. */
    public void pack(VerificationSet set, Path bin) {
        ImageHeader size = header(set.images(), 0);
        int[] left = set.left();
        int[] right = set.right();
        boolean[] same = set.same();
        try (BinWriter writer = new BinWriter(bin)) {
            for (int i = 0; i < same.length; i++) {
                byte[] first = set.images().encoded(left[i]);
                byte[] second = set.images().encoded(right[i]);
                checkSize(set.images(), left[i], first, size);
                checkSize(set.images(), right[i], second, size);
                writer.write(first, second, same[i]);
                progress.accept(2 * (i + 1));
            }
            writer.commit();
        }
    }

    /** Writes a folder a person. */
    public void unpack(Faces faces, Path folder) {
        for (int i = 0; i < faces.size(); i++) {
            String person = faces.identity(faces.label(i))
                    .replaceAll("[^\\p{L}\\p{N}._-]", "_")
                    .replaceFirst("^\\.+", "_");
            write(faces, i, folder.resolve(person));
            progress.accept(i + 1);
        }
    }

    /** Writes the images and a list {@code pairs.txt} of lines {@code left right 0|1}. */
    public void unpack(VerificationSet set, Path folder) {
        for (int i = 0; i < set.images().size(); i++) {
            write(set.images(), i, folder);
            progress.accept(i + 1);
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
                Locale.ROOT, "%08d.%s", i, header(images, i).format() == ImageHeader.Format.PNG ? "png" : "jpg");
    }

    private static ImageHeader header(Images images, int i) {
        return ImageHeader.of(images.encoded(i), () -> images.name(i));
    }

    private static void checkSize(Images images, int i, byte[] encoded, ImageHeader expected) {
        ImageHeader header = ImageHeader.of(encoded, () -> images.name(i));
        if (header.width() != expected.width() || header.height() != expected.height()) {
            throw new ProblemException(new Problem(
                    images.name(i),
                    "an image of " + header.width() + " x " + header.height(),
                    expected.width() + " x " + expected.height() + " like the first",
                    "'data align' makes crops of one size"));
        }
    }
}
