package marginlab.bench.gpu;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.AtomicFile;
import marginlab.file.json.Json;

/**
 * All that the proof found.
 *
 * @param machine processors, memory and system
 * @param libtorch that was used
 * @param gpus what the driver said
 * @param parts in their order
 */
public record ProofReport(String machine, Libtorch libtorch, GpuList.GpuAnswer gpus, List<ProofResult> parts) {
    public ProofReport {
        parts = List.copyOf(parts);
    }

    /** What it comes to, in one sentence. */
    public String verdict() {
        long done = count(ProofResult.PartState.DONE);
        long failed = count(ProofResult.PartState.FAILED);
        long left = count(ProofResult.PartState.LEFT_OUT);
        String where = gpus.devices().isEmpty()
                ? "No GPU was found, so only what needs none was tried: "
                : gpus.devices().size() + (gpus.devices().size() == 1 ? " GPU: " : " GPUs: ");
        return where + done + " of " + parts.size() + " parts done, " + failed + " failed, " + left + " left out.";
    }

    private long count(ProofResult.PartState state) {
        return parts.stream().filter(part -> part.state() == state).count();
    }

    /** Writes {@code gpu.json} and {@code index.html}. */
    public void write(Path folder) {
        AtomicFile.write(folder.resolve("gpu.json"), Json.indented(this) + "\n");
        AtomicFile.write(folder.resolve("index.html"), ProofPage.html(this));
    }
}
