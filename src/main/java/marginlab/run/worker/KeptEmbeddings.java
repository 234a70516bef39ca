package marginlab.run.worker;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.setting.Settings;
import marginlab.file.AtomicFile;
import marginlab.file.LinkFreeFile;
import marginlab.file.PrivateFiles;
import marginlab.file.hash.Sha256;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.problem.ProblemException;
import marginlab.run.RunFolder;
import marginlab.run.code.TrainingCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A frozen backbone whose embeddings are kept beside the run folders: the rows and seeds of all sweeps there embed a batch of images
 * once between them.
 *
 * <pre>
 * .embeddings/NETWORK/BATCH    32 bytes of checksum, then the embeddings, float32 [n, d], little endian
 * .embeddings/NETWORK/lock     held while a batch is embedded, so that no other process does the same
 * </pre>
 *
 * <p>NETWORK is the SHA-256 of the weights and of what may change a bit of the result: code, engine, device, processor, threads.
 * BATCH is that of the pixels. Nothing there is taken on trust: the checksum is of both names and of the rows, and what does not
 * fit it is made anew; the first batch of a process that is there is embedded all the same, and where it differs the process uses no other.
 * Where files cannot be read, written or locked, or are links, all is embedded as if there were none.
 */
final class KeptEmbeddings implements EmbeddingNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(KeptEmbeddings.class);
    private static final String LOCK = "lock";
    private static final int CHECKSUM = 32;

    private final EmbeddingNetwork network;
    private final Path root;
    private final String key;
    private boolean isUsed = true;
    private boolean isCompared;

    /**
     * @param root of the embeddings of all networks
     * @param key of this network, a name for a folder
     */
    KeptEmbeddings(EmbeddingNetwork network, Path root, String key) {
        this.network = network;
        this.root = root;
        this.key = key;
    }

    /** Of a model beside the folder of its run. */
    static KeptEmbeddings of(FaceModel model, Settings settings, RunFolder folder) throws IOException {
        return new KeptEmbeddings(model, folder.sharedEmbeddings(), key(model, settings));
    }

    /** Of all that an embedding hangs on but its pixels. */
    static String key(FaceModel model, Settings settings) throws IOException {
        MessageDigest digest = Sha256.begin();
        String engine = settings.engine();
        for (String text : new String[] {
            TrainingCode.here().text(),
            engine + " " + Engine.getEngine(engine).getVersion(),
            model.manager().getDevice().toString(),
            Provenance.processor(),
            String.valueOf(System.getenv("OMP_NUM_THREADS")),
            settings.backbone().label(),
            settings.variants().recipe().label()
        }) {
            digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (FaceModel.Part part : model.backbone()) {
            digest.update((part.name() + " " + part.array().getShape() + "\n").getBytes(StandardCharsets.UTF_8));
            ArrayChunks.read(part.array(), values -> digest.update(bytes(values)));
        }
        return HexFormat.of().formatHex(digest.digest());
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
    public synchronized float[][] embed(FloatBuffer pixels, int images) {
        if (!isUsed) {
            return network.embed(pixels, images);
        }
        String batch = name(pixels, images);
        try {
            Optional<float[][]> kept = read(batch, images);
            return kept.isPresent() ? compared(kept.get(), pixels, images) : make(batch, pixels, images);
        } catch (IOException | ProblemException e) {
            isUsed = false;
            LOG.warn("embeddings are not kept in {}: {}", root, e.toString());
            return network.embed(pixels, images);
        }
    }

    /** What is kept, once it has been found to be what this process would have made. */
    private float[][] compared(float[][] kept, FloatBuffer pixels, int images) {
        if (isCompared) {
            return kept;
        }
        float[][] own = network.embed(pixels, images);
        isCompared = true;
        isUsed = Arrays.deepEquals(own, kept);
        if (!isUsed) {
            LOG.warn("the embeddings in {} are not those of this process, which makes its own", root.resolve(key));
        }
        return own;
    }

    /** Embeds and keeps a batch, unless another process has done so while this one waited for it. */
    private float[][] make(String batch, FloatBuffer pixels, int images) throws IOException {
        PrivateFiles.folder(root.resolve(key));
        try (FileChannel channel =
                        PrivateFiles.open(place(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                FileLock alone = channel.lock()) {
            Optional<float[][]> meanwhile = alone.isValid() ? read(batch, images) : Optional.empty();
            if (meanwhile.isPresent()) {
                return compared(meanwhile.get(), pixels, images);
            }
            if (Files.exists(place(batch))) {
                LOG.warn("{} is damaged and made anew", place(batch));
            }
            float[][] rows = network.embed(pixels, images);
            byte[] values = bytes(rows);
            byte[] file = Arrays.copyOf(checksum(batch, values), CHECKSUM + values.length);
            System.arraycopy(values, 0, file, CHECKSUM, values.length);
            AtomicFile.writePrivate(place(batch), file);
            return rows;
        }
    }

    private Optional<float[][]> read(String batch, int images) throws IOException {
        Path file = place(batch);
        int width = Float.BYTES * network.dimension();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) != CHECKSUM + (long) images * width) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(file);
        byte[] values = Arrays.copyOfRange(all, CHECKSUM, all.length);
        if (values.length != images * width || !Arrays.equals(Arrays.copyOf(all, CHECKSUM), checksum(batch, values))) {
            return Optional.empty();
        }
        FloatBuffer numbers =
                ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[][] rows = new float[images][network.dimension()];
        for (float[] row : rows) {
            numbers.get(row);
        }
        return Optional.of(rows);
    }

    private byte[] checksum(String batch, byte[] values) {
        MessageDigest digest = Sha256.begin();
        digest.update((key + " " + batch + "\n").getBytes(StandardCharsets.UTF_8));
        return digest.digest(values);
    }

    private Path place(String name) {
        return LinkFreeFile.of(root, key, name);
    }

    private String name(FloatBuffer pixels, int images) {
        float[] values =
                new float[3 * images * form().size().height() * form().size().width()];
        pixels.duplicate().rewind().get(values);
        return HexFormat.of().formatHex(Sha256.of(bytes(values)));
    }

    private static byte[] bytes(float[]... rows) {
        int count = 0;
        for (float[] row : rows) {
            count += row.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (float[] row : rows) {
            floats.put(row);
        }
        return bytes.array();
    }

    /** The network is its owner's to close. */
    @Override
    public void close() {
        // Nothing is held between batches.
    }
}
