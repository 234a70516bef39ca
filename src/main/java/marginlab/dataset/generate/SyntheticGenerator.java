package marginlab.dataset.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.dataset.pack.BinWriter;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticPairs;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.image.decode.JpegEncoder;

/**
 * Writes the synthetic faces to a folder as real data comes: {@code train.rec}, {@code train.idx}, {@code property} and a
 * {@code .bin} for each of {@link SyntheticPairs}. Equal specs give equal bytes.
 *
 * <p>Everything is drawn into a folder of its own beside the folder and moved at the end: until the last image is written the
 * folder is as it was. Then all former files go before the first new one comes, so that a generation that is killed at that moment
 * leaves no training set, and is made up for on first use, but never files of two sets.
 */
public final class SyntheticGenerator {
    /** Images that are drawn in parallel before they are written in order. */
    private static final int BLOCK = 256;

    private static final String RECORDS = "train.rec";

    private final SyntheticSpec spec;
    private final IntConsumer progress;
    private int done;

    /** @param progress told after each block how many of {@link SyntheticSpec#total()} images are written */
    public SyntheticGenerator(SyntheticSpec spec, IntConsumer progress) {
        this.spec = spec;
        this.progress = progress;
    }

    /** Draws the dataset; files of the same names are replaced. */
    public void generate(Path folder) {
        try {
            Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
            Path part = Files.createTempDirectory(parent, folder.getFileName() + ".part-");
            try {
                done = 0;
                train(part);
                for (SyntheticPairs pairs : SyntheticPairs.values()) {
                    verification(part, pairs);
                }
                move(part, folder);
            } finally {
                FolderTree.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }

    private void train(Path folder) {
        SyntheticFaces faces = new SyntheticFaces(spec);
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve(RECORDS), spec.side(), spec.side())) {
            for (int from = 0; from < faces.size(); from += BLOCK) {
                List<byte[]> block = draw(from, Math.min(faces.size(), from + BLOCK), faces::encoded);
                for (int i = 0; i < block.size(); i++) {
                    writer.write(faces.label(from + i), block.get(i));
                }
                advance(block.size());
            }
            writer.commit();
        }
    }

    /** Fold by fold: each photograph is drawn once, though it stands in two pairs. */
    private void verification(Path folder, SyntheticPairs pairs) {
        int people = pairs.people(spec) / SyntheticSpec.FOLDS;
        int fold = pairs.count(spec) / SyntheticSpec.FOLDS;
        try (BinWriter writer = new BinWriter(folder.resolve(pairs.file()))) {
            for (int first = 0; first < pairs.people(spec); first += people) {
                int from = 2 * first;
                List<byte[]> photographs = draw(from, from + 2 * people, i -> photograph(pairs, i / 2, i % 2));
                for (int pair = from; pair < from + fold; pair++) {
                    byte[] left = photographs.get(2 * pairs.person(spec, pair, 0) - from);
                    byte[] right = photographs.get(2 * pairs.person(spec, pair, 1) + 1 - from);
                    writer.write(left, right, pairs.same(spec, pair));
                }
                advance(photographs.size());
            }
            writer.commit();
        }
    }

    private byte[] photograph(SyntheticPairs pairs, int person, int which) {
        return JpegEncoder.encode(pairs.pixels(spec, person, which), spec.side(), spec.side(), JpegEncoder.QUALITY);
    }

    private static List<byte[]> draw(int from, int to, IntFunction<byte[]> image) {
        return IntStream.range(from, to).parallel().mapToObj(image).toList();
    }

    private void advance(int images) {
        done += images;
        progress.accept(done);
    }

    /** The record file goes first and comes last: without it the set is not there. */
    private static void move(Path part, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> made = Files.list(part)) {
            files = made.sorted(Comparator.comparing((Path file) -> file.endsWith(RECORDS))
                            .thenComparing(file -> file.getFileName().toString()))
                    .toList();
        }
        Files.deleteIfExists(folder.resolve(RECORDS));
        for (Path file : files) {
            Files.deleteIfExists(folder.resolve(file.getFileName()));
        }
        for (Path file : files) {
            AtomicMove.file(file, folder.resolve(file.getFileName()));
        }
    }
}
