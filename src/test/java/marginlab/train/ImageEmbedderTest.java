package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.dataset.VerificationSet;
import marginlab.experiment.network.ImageForm;
import marginlab.image.decode.DistinctImages;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.JpegEncoder;
import marginlab.network.EmbeddingNetwork;
import marginlab.protocol.pair.PairEmbeddings;
import org.junit.jupiter.api.Test;

/** Pairs of grey images: the embedding is how light the left half is and how light the right one. */
class ImageEmbedderTest {
    private static final int SIDE = 16;

    /** Light from 0 to 255 at the left, half as light at the right. */
    private static byte[] image(int light) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % SIDE < SIDE / 2 ? light : light / 2);
        }
        return JpegEncoder.encode(pixels, SIDE, SIDE, JpegEncoder.QUALITY);
    }

    private record Images(List<byte[]> contents) implements EncodedImages {
        @Override
        public int size() {
            return contents.size();
        }

        @Override
        public byte[] encoded(int i) {
            return contents.get(i);
        }

        @Override
        public String name(int i) {
            return "image " + i;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Images that are made of others when asked for. */
    private record Aligned(EncodedImages originals) implements EncodedImages {
        @Override
        public int size() {
            return originals.size();
        }

        @Override
        public byte[] encoded(int i) {
            throw new AssertionError("made image " + i + " only to compare it");
        }

        @Override
        public String name(int i) {
            return originals.name(i);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class Halves implements EmbeddingNetwork {
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public ImageForm form() {
            return ImageForm.trained(SIDE);
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] embed(FloatBuffer pixels, int count) {
            batches.add(count);
            float[][] rows = new float[count][2];
            for (int i = 0; i < count * 3 * SIDE * SIDE; i++) {
                rows[i / (3 * SIDE * SIDE)][i % SIDE < SIDE / 2 ? 0 : 1] += pixels.get(i) + 2;
            }
            return rows;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static PairEmbeddings pairs(EmbeddingNetwork network, int batch, VerificationSet set) {
        ImageEmbedder.Embeddings embeddings = new ImageEmbedder(network, batch).embed(DistinctImages.of(set.images()));
        return PairEmbeddings.of(set, embeddings.plain(), embeddings.flipped());
    }

    @Test
    void showsTheNetworkEachImageOnce() {
        // As in a file of InsightFace: images 2i and 2i + 1 are pair i, and a photograph stands as often as it is on a
        // pair.
        List<byte[]> files =
                List.of(image(40), image(80), image(40), image(160), image(240), image(80), image(80), image(40));
        VerificationSet set =
                VerificationSet.adjacent("lfw", new Images(files), new boolean[] {true, false, false, true}, "");
        Halves network = new Halves();

        PairEmbeddings pairs = pairs(network, 3, set);

        // Four images, plain and mirrored, by three at once.
        assertThat(network.batches).containsExactly(3, 3, 1, 1);
        Halves alone = new Halves();
        for (int i = 0; i < files.size(); i++) {
            VerificationSet one = VerificationSet.adjacent(
                    "one", new Images(List.of(files.get(i), image(255))), new boolean[] {true}, "");
            PairEmbeddings expected = pairs(alone, 2, one);
            assertThat(pairs.plain()[i]).as("image %d", i).isEqualTo(expected.plain()[0]);
            assertThat(pairs.flipped()[i]).as("image %d", i).isEqualTo(expected.flipped()[0]);
        }
        // A mean over images is over those of the pairs, however often each is there.
        double norms = Arrays.stream(pairs.plain())
                .mapToDouble(row -> Math.hypot(row[0], row[1]))
                .average()
                .orElseThrow();
        assertThat(pairs.meanNorm()).isCloseTo(norms, within(1e-3 * norms));
    }

    @Test
    void takesOneByteOfDifferenceForAnotherImage() {
        byte[] one = image(40);
        byte[] other = one.clone();
        other[other.length - 3] ^= 1;

        DistinctImages distinct = DistinctImages.of(new Images(List.of(one, other, one.clone(), other)));

        assertThat(distinct.places()).containsExactly(0, 1, 0, 1);
        assertThat(distinct.images().size()).isEqualTo(2);
        assertThat(distinct.images().encoded(1)).isEqualTo(other);
        assertThat(distinct.images().name(1)).isEqualTo("image 1");
    }

    @Test
    void makesNoImageOnlyToCompareIt() {
        EncodedImages aligned = new Aligned(new Images(List.of(image(40), image(40))));

        DistinctImages distinct = DistinctImages.of(aligned);

        assertThat(distinct.images()).isSameAs(aligned);
        assertThat(distinct.places()).containsExactly(0, 1);
    }
}
