package marginlab.bench.gpu;

import java.util.List;
import marginlab.bench.BenchFigure;

/**
 * One thing that the proof tries.
 *
 * @param name short
 * @param weight of the time that is left
 * @param leastGpus that it needs
 * @param remedy what to do where it fails
 * @param work the trial itself
 */
public record ProofPart(String name, double weight, int leastGpus, String remedy, PartWork work) {
    /** Measures for about so many seconds. */
    public interface PartWork {
        List<BenchFigure> measure(double seconds) throws Exception;
    }
}
