package marginlab.dataset.draft;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.file.Prefetch;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.ImageHeader;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;

/**
 * What images are like: every one of them is decoded, or of a large set a sample that is spread evenly over it.
 *
 * @param looked how many were decoded
 * @param sizes how many have each size, the smallest first
 * @param broken which of them cannot be read
 * @param problems what is wrong with the first of these
 */
record ImageSurvey(int looked, Map<Size, Integer> sizes, BitSet broken, List<Problem> problems) {
    /** More are decoded in minutes, not seconds. */
    static final int ALL = 20_000;

    private static final int SAMPLE = 1000;
    private static final int CHUNK = 32;
    private static final int TOLD = 10;

    /** Width and height of an image in pixels, as it is shown. */
    record Size(int width, int height) implements Comparable<Size> {
        @Override
        public int compareTo(Size other) {
            return Comparator.comparingInt(Size::width)
                    .thenComparingInt(Size::height)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return width + " x " + height;
        }
    }

    /** One image: its size, or what is wrong with it. */
    private record Look(int image, Optional<Size> size, List<Problem> problems) {}

    static ImageSurvey of(EncodedImages images, Progress progress) {
        int wanted = images.size() <= ALL ? images.size() : SAMPLE;
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadLocal<ImageDecoder> decoders = ThreadLocal.withInitial(() -> new ImageDecoder(1));
        Map<Size, Integer> sizes = new TreeMap<>();
        BitSet broken = new BitSet();
        List<Problem> problems = new ArrayList<>();
        try (Prefetch<List<Look>> work = new Prefetch<>(threads)) {
            int submitted = 0;
            for (int done = 0; done < wanted; ) {
                while (work.size() < 4 * threads && submitted < wanted) {
                    int from = submitted;
                    int to = Math.min(wanted, from + CHUNK);
                    work.submit(() -> looks(decoders.get(), images, from, to, wanted));
                    submitted = to;
                }
                for (Look look : work.take()) {
                    look.size().ifPresent(size -> sizes.merge(size, 1, Integer::sum));
                    if (!look.problems().isEmpty()) {
                        broken.set(look.image());
                        look.problems().stream()
                                .limit(Math.max(0, TOLD - problems.size()))
                                .forEach(problems::add);
                    }
                    done++;
                }
                progress.at("images", done, wanted);
            }
        }
        return new ImageSurvey(wanted, sizes, broken, problems);
    }

    private static List<Look> looks(ImageDecoder decoder, EncodedImages images, int from, int to, int wanted) {
        List<Look> looks = new ArrayList<>();
        for (int k = from; k < to; k++) {
            int i = (int) ((long) k * images.size() / wanted);
            try {
                decoder.check(images, i);
                ImageHeader header = ImageHeader.of(images.encoded(i), () -> images.name(i));
                looks.add(new Look(i, Optional.of(new Size(header.shownWidth(), header.shownHeight())), List.of()));
            } catch (ProblemException e) {
                looks.add(new Look(i, Optional.empty(), e.problems()));
            }
        }
        return looks;
    }

    /** The size that most images have; empty where none can be read. */
    Optional<Size> usual() {
        return sizes.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Size, Integer> size) -> size.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
