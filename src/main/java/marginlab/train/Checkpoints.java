package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import marginlab.experiment.ProblemException;
import marginlab.experiment.Watch;
import marginlab.model.FaceModel;
import marginlab.model.TensorFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one trial in a folder: the last two and that of the best epoch so far, each whole.
 *
 * <p>Batches, dropout and the learning rate follow from the seed and the step, so the step and the arrays are the whole
 * state of a training.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".safetensors";
    private static final String STEP = "step";
    private static final String WATCHED = "watched";

    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Where a training was: the steps done, and the epochs that were scored on the way. */
    record Point(long step, Watched watched) {}

    /** Writes all arrays as they are after a step. */
    void save(Point point, List<FaceModel.Part> parts) throws IOException {
        Map<String, TensorFile.Tensor> tensors = new LinkedHashMap<>();
        for (FaceModel.Part part : parts) {
            NDArray array = part.array();
            tensors.put(part.name(), new TensorFile.Tensor(array.getShape().getShape(), array.toFloatArray()));
        }
        TensorFile.write(
                file(point.step()),
                tensors,
                Map.of(
                        STEP,
                        String.valueOf(point.step()),
                        WATCHED,
                        point.watched().text()));
        Optional<Path> best = point.watched().bestStep().map(this::file);
        for (Path old : newestFirst().stream().skip(KEPT).toList()) {
            if (!Optional.of(old).equals(best)) {
                Files.deleteIfExists(old);
            }
        }
    }

    private Path file(long step) {
        return folder.resolve(String.format(Locale.ROOT, "step-%09d%s", step, SUFFIX));
    }

    /**
     * Fills the arrays from the newest checkpoint that is whole.
     *
     * @param others is given each array that the checkpoint has beside these, by name
     * @return where the training was then, or nothing where there is none
     */
    Optional<Point> restore(List<FaceModel.Part> parts, BiConsumer<String, NDArray> others) throws IOException {
        for (Path file : newestFirst()) {
            try {
                return Optional.of(restore(file, parts, others));
            } catch (ProblemException damaged) {
                LOG.warn("{}; going on from the one before it", damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Fills the arrays with those of the epoch that is reported.
     *
     * @return whether there was one
     */
    public boolean restoreReported(List<FaceModel.Part> parts, Watch watch) throws IOException {
        Optional<Point> newest = restore(parts, (name, values) -> values.close());
        if (newest.isPresent() && watch.best()) {
            restoreBest(parts, newest.get().watched());
        }
        return newest.isPresent();
    }

    /** Fills the arrays with those of the best epoch. */
    void restoreBest(List<FaceModel.Part> parts, Watched watched) throws IOException {
        Optional<Long> step = watched.bestStep();
        if (step.isPresent()) {
            restore(file(step.get()), parts, (name, values) -> values.close());
        }
    }

    private static Point restore(Path file, List<FaceModel.Part> parts, BiConsumer<String, NDArray> others)
            throws IOException {
        TensorFile.Content content = TensorFile.read(file);
        for (FaceModel.Part part : parts) {
            TensorFile.Tensor tensor = content.tensors().get(part.name());
            if (tensor == null || tensor.values().length != part.array().size()) {
                throw new IllegalStateException(file + " holds no array " + part.name() + " "
                        + part.array().getShape() + "; it is of another network");
            }
            part.array().set(FloatBuffer.wrap(tensor.values()));
            content.tensors().remove(part.name());
        }
        NDManager manager = parts.get(0).array().getManager();
        content.tensors()
                .forEach((name, tensor) ->
                        others.accept(name, manager.create(tensor.values(), new Shape(tensor.shape()))));
        return new Point(
                Long.parseLong(content.notes().get(STEP)),
                Watched.parse(content.notes().getOrDefault(WATCHED, "")));
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
