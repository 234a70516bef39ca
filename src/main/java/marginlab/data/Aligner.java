package marginlab.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import marginlab.experiment.FaultyLines;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** Makes aligned crops of photos whose five landmarks are known: {@code data align}. */
public final class Aligner {
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]+$");

    /** Photos that a thread takes in one go: a crop takes no longer than handing its photo over and waking who waits. */
    private static final int AT_ONCE = 16;

    private final Template template;
    private final int threads;

    /** Crops of a side in pixels, made by so many threads. */
    public Aligner(int side, int threads) {
        this.template = Template.arcFace(side);
        this.threads = threads;
    }

    /**
     * Writes the crop of each photo of a list, as a JPEG of the same name below another folder. Photos that cannot be read are
     * told together at the end, when the crops of all others are there.
     *
     * @param photos folder that the names of the list start from
     * @param landmarks the list
     * @param crops where the crops go
     * @param progress told how many are done
     * @return how many crops were written
     */
    public int align(Path photos, Path landmarks, Path crops, Progress progress) {
        List<Landmarks> all = Landmarks.read(landmarks, photos);
        List<Path> files = all.stream().map(Landmarks::photo).toList();
        Images images = new FileImages(files);
        List<Problem> missing = images.missing();
        if (!missing.isEmpty()) {
            throw new ProblemException(missing);
        }
        Set<Path> made = ConcurrentHashMap.newKeySet();
        ThreadLocal<Decoder> decoders = ThreadLocal.withInitial(() -> new Decoder(template.side()));
        FaultyLines faults = new FaultyLines();
        int written = 0;
        try (Prefetch<List<Runnable>> work = new Prefetch<>(threads)) {
            int done = 0;
            int submitted = 0;
            while (done < all.size()) {
                while (work.size() < 4 * threads && submitted < all.size()) {
                    int from = submitted;
                    submitted = Math.min(all.size(), from + AT_ONCE);
                    int to = submitted;
                    work.submit(() -> IntStream.range(from, to)
                            .mapToObj(i ->
                                    outcome(() -> write(all.get(i), images.encoded(i), decoders.get(), crops, made)))
                            .toList());
                }
                for (Runnable outcome : work.take()) {
                    written += faults.gather(outcome) ? 1 : 0;
                    progress.at("photos", ++done, all.size());
                }
            }
        }
        faults.raise(new Problem(
                crops.toString(),
                written + " crops of " + all.size() + " photos",
                "a crop of each",
                "The crops that were written stay; mend the other photos or take their lines out of the list"));
        return written;
    }

    /** Does a work and returns what tells of it: nothing, or what is wrong. */
    private static Runnable outcome(Runnable work) {
        try {
            work.run();
            return () -> {};
        } catch (ProblemException e) {
            return () -> {
                throw e;
            };
        }
    }

    private void write(Landmarks face, byte[] photo, Decoder decoder, Path crops, Set<Path> made) {
        try {
            Picture picture = decoder.crop(photo, () -> face.photo().toString(), template, face.points());
            Path crop = crops.resolve(ENDING.matcher(face.name()).replaceFirst("") + ".jpg");
            Path home = crop.getParent();
            if (!made.contains(home)) {
                Files.createDirectories(home);
                made.add(home);
            }
            put(crop, picture.jpeg());
        } catch (IOException e) {
            throw Broken.io(crops.resolve(face.name()), e);
        }
    }

    /** A former crop goes first: a file that is cut to nothing and filled again, some disks write out at once. */
    private static void put(Path crop, byte[] jpeg) throws IOException {
        try {
            Files.write(crop, jpeg, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(crop);
            Files.write(crop, jpeg, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }
}
