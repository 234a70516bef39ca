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
import marginlab.experiment.ProblemException;
import marginlab.model.Chunks;
import marginlab.model.FaceModel;
import marginlab.model.StoredTensor;
import marginlab.model.TensorFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one trial in a folder: the last two, each whole.
 *
 * <p>Batches, dropout and the learning rate follow from the seed and the step, so the step and the arrays are the whole
 * state of a training.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".safetensors";
    private static final String STEP = "step";

    /** Is given what a checkpoint has beside the arrays that are asked for. */
    public interface Others {
        void accept(String name, StoredTensor tensor) throws IOException;
    }

    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Writes all arrays as they are after a step. */
    void save(long step, List<FaceModel.Part> parts) throws IOException {
        Map<String, TensorFile.Tensor> tensors = new LinkedHashMap<>();
        for (FaceModel.Part part : parts) {
            tensors.put(part.name(), TensorFile.Tensor.of(part.array()));
        }
        Path file = folder.resolve(String.format(Locale.ROOT, "step-%09d%s", step, SUFFIX));
        TensorFile.write(file, tensors, Map.of(STEP, String.valueOf(step)));
        for (Path old : newestFirst().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /**
     * Fills the arrays from the newest checkpoint that is whole.
     *
     * @param others is given each array that the checkpoint has beside these, by name
     * @return the steps done then, or nothing where there is none
     */
    public Optional<Long> restore(List<FaceModel.Part> parts, Others others) throws IOException {
        for (Path file : newestFirst()) {
            try {
                TensorFile.Content content = TensorFile.read(file);
                for (FaceModel.Part part : parts) {
                    StoredTensor tensor = content.tensors().get(part.name());
                    if (tensor == null || tensor.size() != part.array().size()) {
                        throw new IllegalStateException(file + " holds no array " + part.name() + " "
                                + part.array().getShape() + "; it is of another network");
                    }
                    Chunks.write(part.array(), tensor.source());
                    content.tensors().remove(part.name());
                }
                for (Map.Entry<String, StoredTensor> other : content.tensors().entrySet()) {
                    others.accept(other.getKey(), other.getValue());
                }
                return Optional.of(Long.parseLong(content.notes().get(STEP)));
            } catch (ProblemException damaged) {
                LOG.warn("{}; going on from the one before it", damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Fills the arrays, and leaves what else the checkpoint has. */
    public Optional<Long> restore(List<FaceModel.Part> parts) throws IOException {
        return restore(parts, (name, tensor) -> {});
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
