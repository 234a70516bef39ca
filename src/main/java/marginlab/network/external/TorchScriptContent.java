package marginlab.network.external;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A TorchScript archive. It is a program with its arrays: nothing of it is known before PyTorch runs it.
 *
 * @param file the archive
 */
record TorchScriptContent(Path file) implements NetworkContent {
    private static final int MOST_ENTRIES = 100_000;
    private static final String WHOLE = "a network as TorchScript, saved by torch.jit.save";

    static TorchScriptContent read(Path file) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.size() > MOST_ENTRIES) {
                throw FileProblem.at(file.toString(), archive.size() + " entries", "at most " + MOST_ENTRIES);
            }
            boolean hasCode = archive.stream().anyMatch(entry -> entry.getName().matches("[^/]+/code/.+"));
            boolean hasWeights =
                    archive.stream().anyMatch(entry -> entry.getName().matches("[^/]+/data\\.pkl"));
            if (!hasCode) {
                throw new ProblemException(new Problem(
                        file.toString(),
                        hasWeights ? "weights without a network (torch.save)" : "a zip archive of something else",
                        WHOLE,
                        hasWeights ? "Save torch.jit.trace(network, images), or torch.onnx.export it" : ""));
            }
            return new TorchScriptContent(file);
        } catch (ZipException | EOFException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "an archive that is cut or damaged: " + e.getMessage(), WHOLE), e);
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }

    @Override
    public NetworkFacts facts() {
        return new NetworkFacts(
                NetworkFormat.TORCHSCRIPT,
                "the first argument",
                List.of(),
                "what forward returns",
                -1,
                Optional.empty(),
                Optional.of("TorchScript, which is a program that PyTorch runs"));
    }

    @Override
    public void put(Path folder) {
        try {
            Files.copy(file, folder.resolve(PREFIX + ".pt"));
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
    }
}
