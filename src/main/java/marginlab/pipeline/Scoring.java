package marginlab.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import marginlab.protocol.ProtocolResult;
import marginlab.run.Capacity;
import marginlab.run.Errand;
import marginlab.run.Workers;
import marginlab.verify.Extent;
import marginlab.verify.JavaProduct;
import marginlab.verify.MatrixProduct;
import marginlab.verify.Outcome;
import marginlab.verify.ProtocolFiles;

/**
 * Scores the files of a protocol: small searches in this process without an engine, large ones with an engine's matrix
 * product, which uses all cores only in a process that was started with its number of threads.
 */
public final class Scoring {
    /** About two seconds of {@link JavaProduct} on two cores, as long as an engine takes to start. */
    private static final double WORTH_AN_ENGINE = 1e11;

    private static final Duration LIMIT = Duration.ofDays(2);
    private static final String THREADS = "OMP_NUM_THREADS";

    private Scoring() {}

    /** The process that such a search wants, with the same arguments; empty where this one will do. */
    public static Optional<Errand> elsewhere(
            ProtocolFiles files, Class<?> main, List<String> arguments, Map<String, String> environment) {
        Extent extent = files.extent();
        if (engine(extent).isEmpty() || environment.containsKey(THREADS)) {
            return Optional.empty();
        }
        int threads = Capacity.here(1, List.of(), 1).threads();
        return Optional.of(new Errand(new Workers(main, arguments, threads, extent.heapMegabytes())));
    }

    /** How long such a process may take. */
    public static Duration limit() {
        return LIMIT;
    }

    /** What the protocol says, found in this process. */
    public static Outcome here(ProtocolFiles files, String set) {
        return with(files.extent(), product -> files.score(set, product), Outcome::noting);
    }

    /** What a search says with the matrix product that is fit for its size. */
    static ProtocolResult with(Extent extent, Function<MatrixProduct, ProtocolResult> search) {
        return with(extent, search, (result, note) -> result.with(outcome -> outcome.noting(note)));
    }

    private static <T> T with(Extent extent, Function<MatrixProduct, T> search, BiFunction<T, String, T> noting) {
        Optional<String> engine = engine(extent);
        if (engine.isEmpty()) {
            return search.apply(new JavaProduct());
        }
        try (EngineScores product = new EngineScores(engine.get())) {
            return noting.apply(search.apply(product), "scores of single precision by " + product.label());
        }
    }

    private static Optional<String> engine(Extent extent) {
        return extent.operations() < WORTH_AN_ENGINE
                ? Optional.empty()
                : Engines.present().stream().findFirst();
    }
}
