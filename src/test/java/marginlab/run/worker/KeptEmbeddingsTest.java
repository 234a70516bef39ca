package marginlab.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.setting.Settings;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.network.weights.TransferSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Embeddings that several processes make once, against those that the network makes for each. */
@Tag("engine")
class KeptEmbeddingsTest {
    private static final int BATCHES = 3;
    private static final int IMAGES = 4;
    private static final int VALUES = 3 * 16 * 16;

    @TempDir
    Path folder;

    private FaceModel model;
    private float[][][] expected;

    @BeforeEach
    void embed() {
        model = model("MXNet", 1);
        expected = embedAll(model);
    }

    @AfterEach
    void close() {
        model.close();
    }

    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    private static Settings settings(String engine) {
        return TransferSettings.of("engine", engine, "backbone", "IR(1-2, 4-8)");
    }

    private static FaceModel model(String engine, long seed) {
        return new FaceModel(settings(engine), new NetworkHead(7, false), seed, Device.cpu());
    }

    /** A process of its own as far as the files are concerned: it knows nothing of those before. */
    private Counting process(EmbeddingNetwork network) {
        return new Counting(network);
    }

    private final class Counting implements EmbeddingNetwork {
        private final EmbeddingNetwork network;
        private int embedded;

        Counting(EmbeddingNetwork network) {
            this.network = network;
        }

        float[][][] all() {
            embedded = 0;
            return embedAll(new KeptEmbeddings(this, folder, "network"));
        }

        @Override
        public ImageForm form() {
            return network.form();
        }

        @Override
        public int dimension() {
            return network.dimension();
        }

        @Override
        public float[][] embed(FloatBuffer pixels, int images) {
            embedded++;
            return network.embed(pixels, images);
        }

        @Override
        public void close() {
            // The model is closed after the test.
        }
    }

    /** Batches of which the last is smaller, in a buffer that is used for all. */
    private static float[][][] embedAll(EmbeddingNetwork network) {
        FloatBuffer pixels = FloatBuffer.allocate(IMAGES * VALUES);
        float[][][] rows = new float[BATCHES][][];
        for (int batch = 0; batch < BATCHES; batch++) {
            Random random = new Random(batch);
            for (int i = 0; i < pixels.capacity(); i++) {
                pixels.put(i, random.nextFloat() * 2 - 1);
            }
            int images = batch == BATCHES - 1 ? 1 : IMAGES;
            rows[batch] = network.embed(pixels.duplicate().limit(images * VALUES), images);
        }
        return rows;
    }

    private Path file(int number) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("network"))) {
            return files.filter(file -> file.getFileName().toString().length() == 64)
                    .sorted()
                    .toList()
                    .get(number);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void embedsOnceWhatAnotherProcessHasEmbeddedButOneBatchToCompare(String engine) {
        try (FaceModel network = model(engine, 1);
                FaceModel same = model(engine, 1)) {
            float[][][] alone = embedAll(network);
            Counting first = process(network);
            Counting second = process(same);

            assertThat(first.all()).isDeepEqualTo(alone);
            assertThat(first.embedded).isEqualTo(BATCHES);
            assertThat(second.all()).isDeepEqualTo(alone);
            assertThat(second.embedded).isEqualTo(1);
        }
    }

    @Test
    void makesAnewWhatIsDamaged() throws IOException {
        process(model).all();
        byte[] whole = Files.readAllBytes(file(0));
        byte[] other = Files.readAllBytes(file(1));
        for (int i = 0; i < BATCHES; i++) {
            // The last bit of the last number.
            byte[] bytes = Files.readAllBytes(file(i));
            bytes[bytes.length - 4] ^= 1;
            Files.write(file(i), bytes);
        }
        Counting second = process(model);
        assertThat(second.all()).isDeepEqualTo(expected);
        assertThat(second.embedded).isEqualTo(BATCHES);
        assertThat(file(0)).hasBinaryContent(whole);

        // Whole, and of another batch.
        Files.write(file(0), other);
        Files.write(file(1), new byte[0]);
        Counting third = process(model);
        assertThat(third.all()).isDeepEqualTo(expected);
        assertThat(third.embedded).isBetween(2, BATCHES);
    }

    @Test
    void keepsToItsOwnWhereTheFirstBatchDiffers() {
        try (FaceModel foreign = model("MXNet", 2)) {
            process(foreign).all();
        }
        Counting own = process(model);

        assertThat(own.all()).isDeepEqualTo(expected);
        assertThat(own.embedded).isEqualTo(BATCHES);
    }

    @Test
    void isNotReadByOthersAndFollowsNoLink() throws IOException {
        process(model).all();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("network"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(0))))
                .isEqualTo("rw-------");

        Path elsewhere = Files.write(folder.resolve("elsewhere"), Files.readAllBytes(file(0)));
        Path linked = file(0);
        Files.delete(linked);
        Files.createSymbolicLink(linked, elsewhere);
        Counting second = process(model);
        assertThat(second.all()).isDeepEqualTo(expected);
        assertThat(linked).isSymbolicLink();
    }

    @Test
    void goesOnWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("network"), "a file in the place of the folder");

        assertThat(process(model).all()).isDeepEqualTo(expected);
    }

    @Test
    void anotherWeightIsAnotherNetwork() throws IOException {
        try (FaceModel same = model("MXNet", 1);
                FaceModel other = model("MXNet", 2)) {
            String key = KeptEmbeddings.key(model, settings("MXNet"));
            assertThat(KeptEmbeddings.key(same, settings("MXNet")))
                    .isEqualTo(key)
                    .matches("[0-9a-f]{64}");
            assertThat(KeptEmbeddings.key(other, settings("MXNet"))).isNotEqualTo(key);
        }
    }
}
