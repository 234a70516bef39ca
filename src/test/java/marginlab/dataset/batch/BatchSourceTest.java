package marginlab.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.TestImages;
import marginlab.experiment.setting.Augmentation;
import marginlab.image.augment.PixelNormalizer;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class BatchSourceTest {
    @TempDir
    private Path folder;

    @Test
    void normalisesPixelsPlaneByPlane() {
        byte[] image =
                TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 2, 2, (x, y) -> (10 * y + x) * 0x010000 + 0x80FF);
        FloatBuffer plain = PixelNormalizer.room(1, 2);
        FloatBuffer mirrored = PixelNormalizer.room(1, 2);
        byte[] rgb = new byte[12];
        new ImageDecoder(2).decode(image, () -> "an image", rgb);
        PixelNormalizer pixels = new PixelNormalizer(2);
        pixels.put(rgb, false, plain, 0);
        pixels.put(rgb, true, mirrored, 0);
        float green = (128 - 127.5f) / 128;
        float blue = 127.5f / 128;
        assertThat(all(plain))
                .containsExactly(
                        -127.5f / 128,
                        -126.5f / 128,
                        -117.5f / 128,
                        -116.5f / 128,
                        green,
                        green,
                        green,
                        green,
                        blue,
                        blue,
                        blue,
                        blue);
        assertThat(all(mirrored)).startsWith(-126.5f / 128, -127.5f / 128, -116.5f / 128, -117.5f / 128, green);
    }

    @Test
    void givesTheSameBatchesWhateverTheThreads() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 2, 5, 4, 6)) {
            List<String> alone = batches(faces, 1, 0, 12);
            assertThat(batches(faces, 3, 0, 12)).isEqualTo(alone);
            assertThat(batches(faces, 2, 0, 12)).isEqualTo(alone);
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 2, 5, 4, 6)) {
            assertThat(batches(faces, 2, 7, 12))
                    .isEqualTo(batches(faces, 2, 0, 12).subList(7, 12));
            try (BatchSource source = source(faces, 2)) {
                source.next();
                source.next();
                source.skipTo(9);
                assertThat(source.position()).isEqualTo(9);
                assertThat(text(source.next()))
                        .isEqualTo(batches(faces, 1, 9, 10).get(0));
                assertThat(source.position()).isEqualTo(10);
            }
        }
    }

    /** A small set goes through a training many times, and its pixels fit into memory. */
    @Test
    void readsEachImageOfASmallSetOnce() {
        List<Integer> read = new ArrayList<>();
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 2, 5, 4, 6);
                BatchSource source = source(new Reads(faces, read), 1)) {
            for (int step = 0; step < 4 * source.stepsPerEpoch(); step++) {
                source.next();
            }
        }
        assertThat(read).doesNotHaveDuplicates().hasSizeBetween(12, 15);
    }

    /** Writes down which images are asked for. */
    private record Reads(LabelledImages faces, List<Integer> read) implements LabelledImages {
        @Override
        public int size() {
            return faces.size();
        }

        @Override
        public byte[] encoded(int i) {
            read.add(i);
            return faces.encoded(i);
        }

        @Override
        public String name(int i) {
            return faces.name(i);
        }

        @Override
        public int label(int i) {
            return faces.label(i);
        }

        @Override
        public int identities() {
            return faces.identities();
        }

        @Override
        public void close() {
            faces.close();
        }
    }

    @Test
    void givesImagesWithTheirLabels() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 2, 5, 4, 6);
                BatchSource source = source(faces, 2)) {
            for (int step = 0; step < 10; step++) {
                TrainingBatch batch = source.next();
                int[] indices = new ShuffledSampler(15, 4, 3).indices(step);
                assertThat(batch.step()).isEqualTo(step);
                assertThat(batch.size()).isEqualTo(4);
                for (int k = 0; k < 4; k++) {
                    assertThat(batch.labels()[k]).isEqualTo(faces.label(indices[k]));
                    assertThat(batch.images().get(12 * k)).isEqualTo((TestImages.grey(indices[k]) - 127.5f) / 128);
                }
            }
            assertThat(source.waitedSeconds()).isPositive();
            assertThat(source.stepsPerEpoch()).isEqualTo(3);
        }
    }

    @Test
    void mirrorsHalfOfTheImages() {
        Path rec = folder.resolve("train.rec");
        byte[] darkLeft = TestImages.encode("png", BufferedImage.TYPE_INT_RGB, 2, 1, (x, y) -> x == 0 ? 0 : 0xFFFFFF);
        try (RecordIoWriter writer = new RecordIoWriter(rec, 2, 2)) {
            for (int i = 0; i < 10; i++) {
                writer.write(0, darkLeft);
            }
            writer.commit();
        }
        try (LabelledImages faces = RecordIoReader.open(rec)) {
            assertThat(mirrored(faces, true)).isBetween(430, 570);
            assertThat(mirrored(faces, false)).isZero();
        }
    }

    @Test
    void namesTheImageThatCannotBeDecoded() {
        Path rec = folder.resolve("train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(rec, 2, 2)) {
            writer.write(0, new byte[] {1, 2, 3});
            writer.commit();
        }
        try (LabelledImages faces = RecordIoReader.open(rec);
                BatchSource source = new BatchSource(faces, new ShuffledSampler(1, 1, 3), 2, true, 3)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(rec
                            + " key 1 at byte 40: found bytes that are no JPEG, PNG, WebP or BMP, beginning 01 02 03");
        }
    }

    @Test
    void evaluatesImagesInOrderPlainAndMirrored() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 2, 5, 4);
                EvaluationBatches batches = new EvaluationBatches(faces, 2, 4)) {
            int next = 0;
            List<Integer> sizes = new ArrayList<>();
            while (batches.hasNext()) {
                EvaluationBatch batch = batches.next();
                assertThat(batch.first()).isEqualTo(next);
                assertThat(batch.plain().remaining()).isEqualTo(12 * batch.size());
                for (int k = 0; k < batch.size(); k++) {
                    float expected = (TestImages.grey(next++) - 127.5f) / 128;
                    assertThat(batch.plain().get(12 * k)).isEqualTo(expected);
                    assertThat(batch.mirrored().get(12 * k)).isEqualTo(expected);
                }
                sizes.add(batch.size());
            }
            assertThat(sizes).containsExactly(4, 4, 1);
        }
    }

    /** The numbers of the augmentation are those of the image's place, whatever thread decodes it. */
    @Test
    void changesImagesAlikeOnAnyNumberOfThreads() {
        try (LabelledImages faces = TestImages.write(folder.resolve("train.rec"), 8, 5, 5)) {
            assertThat(augmented(faces, 1)).isEqualTo(augmented(faces, 3)).isNotEqualTo(batches(faces, 1, 0, 5));
        }
    }

    private static List<String> augmented(LabelledImages faces, int threads) {
        Augmentation half = new Augmentation(0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        List<String> texts = new ArrayList<>();
        try (BatchSource source =
                new BatchSource(faces, new ShuffledSampler(faces.size(), 4, 3), 8, true, half, 3, threads)) {
            while (source.position() < 5) {
                texts.add(text(source.next()));
            }
        }
        return texts;
    }

    private static int mirrored(LabelledImages faces, boolean flip) {
        int count = 0;
        try (BatchSource source = new BatchSource(faces, new ShuffledSampler(10, 10, 3), 2, flip, 3)) {
            for (int step = 0; step < 100; step++) {
                TrainingBatch batch = source.next();
                for (int k = 0; k < 10; k++) {
                    count += batch.images().get(12 * k) > 0 ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static BatchSource source(LabelledImages faces, int threads) {
        return new BatchSource(faces, new ShuffledSampler(faces.size(), 4, 3), 2, true, 3, threads);
    }

    private static List<String> batches(LabelledImages faces, int threads, long from, long to) {
        List<String> texts = new ArrayList<>();
        try (BatchSource source = source(faces, threads)) {
            source.skipTo(from);
            while (source.position() < to) {
                texts.add(text(source.next()));
            }
        }
        return texts;
    }

    private static String text(TrainingBatch batch) {
        return batch.step() + " " + java.util.Arrays.toString(batch.labels()) + " " + all(batch.images());
    }

    private static List<Float> all(FloatBuffer buffer) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < buffer.limit(); i++) {
            values.add(buffer.get(i));
        }
        return values;
    }
}
