package marginlab.bench.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Parts one after the other, none of which ends the proof. */
public final class GpuProof {
    /** In less, no process gets to its first step. */
    private static final double LEAST_SECONDS = 15;

    private final List<ProofPart> parts;
    private final int gpus;
    private final double budgetSeconds;
    private final LongSupplier nanos;

    /**
     * @param gpus that there are
     * @param budgetSeconds for all parts together
     * @param nanos the clock
     */
    public GpuProof(List<ProofPart> parts, int gpus, double budgetSeconds, LongSupplier nanos) {
        this.parts = List.copyOf(parts);
        this.gpus = gpus;
        this.budgetSeconds = budgetSeconds;
        this.nanos = nanos;
    }

    /** Tries all of them. */
    public List<ProofResult> run(Consumer<String> say) {
        long start = nanos.getAsLong();
        List<ProofResult> results = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ProofPart part = parts.get(i);
            double left = budgetSeconds - (nanos.getAsLong() - start) / 1e9;
            double weights = parts.subList(i, parts.size()).stream()
                    .filter(other -> other.leastGpus() <= gpus)
                    .mapToDouble(ProofPart::weight)
                    .sum();
            if (part.leastGpus() > gpus) {
                String needed = part.leastGpus() == 1 ? "a GPU" : part.leastGpus() + " GPUs";
                results.add(leftOut(part, "needs " + needed + ", found " + gpus, ""));
            } else if (left < LEAST_SECONDS) {
                results.add(leftOut(part, "no time was left", "Give it more: --minutes"));
            } else {
                say.accept(part.name());
                results.add(tried(part, Math.max(LEAST_SECONDS, left * part.weight() / weights)));
            }
        }
        return results;
    }

    private static ProofResult leftOut(ProofPart part, String why, String remedy) {
        return new ProofResult(part.name(), ProofResult.PartState.LEFT_OUT, 0, List.of(), why, remedy);
    }

    private ProofResult tried(ProofPart part, double seconds) {
        long start = nanos.getAsLong();
        try {
            var figures = part.work().measure(seconds);
            return new ProofResult(
                    part.name(), ProofResult.PartState.DONE, (nanos.getAsLong() - start) / 1e9, figures, "", "");
        } catch (Exception | LinkageError e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return new ProofResult(
                    part.name(),
                    ProofResult.PartState.FAILED,
                    (nanos.getAsLong() - start) / 1e9,
                    List.of(),
                    why,
                    part.remedy());
        }
    }
}
