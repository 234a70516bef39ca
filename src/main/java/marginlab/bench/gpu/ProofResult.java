package marginlab.bench.gpu;

import java.util.List;
import marginlab.bench.BenchFigure;

/**
 * What became of a part.
 *
 * @param name of the part
 * @param state what became of it
 * @param seconds that it took
 * @param figures that it gave
 * @param detail why it failed or was left out, or empty
 * @param remedy what to do about it, or empty
 */
public record ProofResult(
        String name, PartState state, double seconds, List<BenchFigure> figures, String detail, String remedy) {
    /** What can become of a part. */
    public enum PartState {
        DONE,
        FAILED,
        LEFT_OUT
    }

    public ProofResult {
        figures = List.copyOf(figures);
    }
}
