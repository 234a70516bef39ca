package marginlab.run.score;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import marginlab.engine.InstalledEngines;
import marginlab.protocol.ProtocolResult;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.search.SearchExtent;
import marginlab.run.MachineCapacity;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;

/**
 * Scores the files of a protocol: small searches in this process without an engine, large ones with an engine's matrix
 * product, which uses all cores only in a process that was started with its number of threads.
 */
public final class FileScoring {
    /** About two seconds of {@link JavaMatrixProduct} on two cores, as long as an engine takes to start. */
    private static final double WORTH_AN_ENGINE = 1e11;

    private static final Duration LIMIT = Duration.ofDays(2);
    private static final String THREADS = "OMP_NUM_THREADS";

    private FileScoring() {}

    /** The process that such a search wants, with the same arguments; empty where this one will do. */
    public static Optional<HelperProcess> elsewhere(
            ProtocolFiles files, Class<?> main, List<String> arguments, Map<String, String> environment) {
        SearchExtent extent = files.extent();
        if (engine(extent).isEmpty() || environment.containsKey(THREADS)) {
            return Optional.empty();
        }
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        return Optional.of(new HelperProcess(new WorkerLauncher(main, arguments, threads, extent.heapMegabytes())));
    }

    /** How long such a process may take. */
    public static Duration limit() {
        return LIMIT;
    }

    /** What the protocol says, found in this process. */
    public static ProtocolOutcome here(ProtocolFiles files, String set) {
        return with(files.extent(), product -> files.score(set, product), ProtocolOutcome::noting);
    }

    /** What a search says with the matrix product that is fit for its size. */
    static ProtocolResult with(SearchExtent extent, Function<MatrixProduct, ProtocolResult> search) {
        return with(extent, search, (result, note) -> result.with(outcome -> outcome.noting(note)));
    }

    private static <T> T with(SearchExtent extent, Function<MatrixProduct, T> search, BiFunction<T, String, T> noting) {
        Optional<String> engine = engine(extent);
        if (engine.isEmpty()) {
            return search.apply(new JavaMatrixProduct());
        }
        try (EngineMatrixProduct product = new EngineMatrixProduct(engine.get())) {
            return noting.apply(search.apply(product), "scores of single precision by " + product.label());
        }
    }

    private static Optional<String> engine(SearchExtent extent) {
        return extent.operations() < WORTH_AN_ENGINE
                ? Optional.empty()
                : InstalledEngines.present().stream().findFirst();
    }
}
