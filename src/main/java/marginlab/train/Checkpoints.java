package marginlab.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.engine.ArrayChunks;
import marginlab.experiment.setting.Watch;
import marginlab.file.AtomicFile;
import marginlab.network.FaceModel;
import marginlab.network.safetensors.SafetensorsFile;
import marginlab.network.safetensors.StoredTensor;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one trial in a folder: the last two and that of the best epoch so far, each whole.
 *
 * <p>Batches, dropout and the learning rate follow from the seed and the step, so the step and the arrays are the whole
 * state of a training; the notes of the file hold what is told of it too: the accuracies of the watched set, the sums
 * of the epoch that has begun, and the scale of the loss. A checkpoint of an older version has not all notes and is gone on from all the same.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".safetensors";
    private static final String STEP = "step";
    private static final String WATCHED = "watched";
    private static final String FIGURES = "figures";
    private static final String SCALE = "loss-scale";

    /** Is given what a checkpoint has beside the arrays that are asked for. */
    interface Others {
        void accept(String name, StoredTensor tensor) throws IOException;
    }

    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Where a training was.
     *
     * @param step steps done
     * @param watched the epochs that were scored on the way
     * @param figures of the epoch that had begun
     * @param scale of the loss
     */
    record CheckpointState(long step, WatchedAccuracies watched, EpochMeans figures, LossScale scale) {}

    /** Writes all arrays as they are after a step; what a process that was killed had begun to write is removed. */
    void save(CheckpointState point, List<FaceModel.Part> parts) throws IOException {
        Map<String, SafetensorsFile.Tensor> tensors = new LinkedHashMap<>();
        for (FaceModel.Part part : parts) {
            tensors.put(part.name(), SafetensorsFile.Tensor.of(part.array()));
        }
        SafetensorsFile.write(
                file(point.step()),
                tensors,
                Map.of(
                        STEP,
                        String.valueOf(point.step()),
                        WATCHED,
                        point.watched().text(),
                        FIGURES,
                        point.figures().text(),
                        SCALE,
                        point.scale().text()));
        for (Path half : files(SUFFIX + AtomicFile.PART)) {
            Files.delete(half);
        }
        Optional<Path> best = point.watched().bestStep().map(this::file);
        for (Path old : newestFirst().stream().skip(KEPT).toList()) {
            if (!Optional.of(old).equals(best)) {
                Files.deleteIfExists(old);
            }
        }
    }

    private Path file(long step) {
        return folder.resolve(name(step));
    }

    private static String name(long step) {
        return String.format(Locale.ROOT, "step-%09d%s", step, SUFFIX);
    }

    /**
     * Fills the arrays from the newest checkpoint that is whole.
     *
     * @param others is given each array that the checkpoint has beside these, by name
     * @return where the training was then, or nothing where there is none
     */
    Optional<CheckpointState> restore(List<FaceModel.Part> parts, Others others) throws IOException {
        for (Path file : newestFirst()) {
            try {
                return Optional.of(restore(file, parts, others));
            } catch (ProblemException damaged) {
                LOG.warn("{}; resuming from the checkpoint before it", damaged.getMessage());
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
        Optional<CheckpointState> newest = restore(parts, (name, tensor) -> {});
        if (newest.isPresent() && watch.best()) {
            restoreBest(parts, newest.get().watched());
        }
        return newest.isPresent();
    }

    /** Fills the arrays with those of the best epoch. */
    void restoreBest(List<FaceModel.Part> parts, WatchedAccuracies watched) throws IOException {
        Optional<Long> step = watched.bestStep();
        if (step.isPresent()) {
            restore(file(step.get()), parts, (name, tensor) -> {});
        }
    }

    private static CheckpointState restore(Path file, List<FaceModel.Part> parts, Others others) throws IOException {
        SafetensorsFile.Content content = SafetensorsFile.read(file);
        CheckpointState point = point(file, content.notes());
        for (FaceModel.Part part : parts) {
            StoredTensor tensor = content.tensors().get(part.name());
            if (tensor == null && isOfOldMomentum(part.name(), content)) {
                throw new IllegalStateException(
                        file + " was written by an older version, whose momentum includes the learning rate;"
                                + " the recipe arcface_torch leaves it out. Remove " + file.getParent()
                                + " to train from the start");
            }
            if (tensor == null || tensor.size() != part.array().size()) {
                throw new IllegalStateException(file + " has no array " + part.name() + " of shape "
                        + part.array().getShape() + "; it belongs to another network");
            }
            ArrayChunks.write(part.array(), tensor.source());
            content.tensors().remove(part.name());
        }
        for (Map.Entry<String, StoredTensor> other : content.tensors().entrySet()) {
            others.accept(other.getKey(), other.getValue());
        }
        return point;
    }

    /** The notes of a file, whose name says its step too. */
    private static CheckpointState point(Path file, Map<String, String> notes) {
        String name = file.getFileName().toString();
        String step = notes.getOrDefault(STEP, "none");
        if (!step.matches("[0-9]{1,18}") || !name.equals(name(Long.parseLong(step)))) {
            throw new ProblemException(
                    new Problem(file.toString(), "a checkpoint of step " + step, "the step in its name"));
        }
        try {
            return new CheckpointState(
                    Long.parseLong(step),
                    WatchedAccuracies.parse(notes.getOrDefault(WATCHED, "")),
                    EpochMeans.parse(notes.getOrDefault(FIGURES, "")),
                    LossScale.parse(notes.getOrDefault(SCALE, "")));
        } catch (RuntimeException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "metadata that cannot be read", "the metadata of a checkpoint"), e);
        }
    }

    private static boolean isOfOldMomentum(String name, SafetensorsFile.Content content) {
        return name.startsWith(Sgd.VELOCITY)
                && content.tensors().containsKey(Sgd.MOMENTUM + name.substring(Sgd.VELOCITY.length()));
    }

    private List<Path> newestFirst() {
        return files(SUFFIX);
    }

    /** Those with an ending, the newest first. */
    private List<Path> files(String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
