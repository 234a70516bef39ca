package marginlab.dataset.generate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetGenerator;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog with what marginlab itself can draw or make. */
public final class BuiltInCatalog {
    private static final int LINES = 5;

    /** The people of the toy figure, with many images of each. */
    private static final SyntheticSpec EIGHT = new SyntheticSpec(8, 8, 150, 40, 40);

    private BuiltInCatalog() {}

    /** Reads the catalog; what is generated is made when it is first asked for. */
    public static Catalog open(Path datasets) {
        return Catalog.read(datasets)
                .with("synthetic-faces", new Drawing(SyntheticSpec.DEFAULT))
                .with("synthetic-eight", new Drawing(EIGHT))
                .with("lfw-view1", (folder, from) -> from.ifPresent(lfw -> view(lfw, folder)));
    }

    /** Draws people as they are specified. */
    private record Drawing(SyntheticSpec spec) implements DatasetGenerator {
        @Override
        public void generate(Path folder, Optional<Dataset> from) {
            draw(spec, folder);
        }

        @Override
        public Optional<Dataset.Counts> promised() {
            return Optional.of(new Dataset.Counts(
                    OptionalLong.of(spec.identities()),
                    OptionalLong.of((long) spec.identities() * spec.images()),
                    OptionalLong.empty()));
        }
    }

    private static void draw(SyntheticSpec spec, Path folder) {
        log().info("drawing {} synthetic faces into {}", spec.total(), folder);
        Progress progress = logged();
        new SyntheticGenerator(spec, done -> progress.at("synthetic faces", done, spec.total())).generate(folder);
    }

    private static void view(Dataset lfw, Path folder) {
        LfwDevelopmentView view =
                new LfwDevelopmentView(lfw.path(), lfw.list().toAbsolutePath().getParent(), logged());
        log().info(
                        "making LFW View 1 from {}, {}",
                        lfw.path(),
                        view.hasLandmarks() ? "aligned by landmarks.txt" : "cropped where faces are on average");
        view.generate(folder);
    }

    /** A few lines of the log for each kind of work. */
    private static Progress logged() {
        AtomicLong told = new AtomicLong();
        return (what, done, total) -> {
            long part = Math.max(1, total / LINES);
            if (told.getAndSet(done / part) < done / part) {
                log().info("{}: {} of {}", what, done, total);
            }
        };
    }

    /** Asked for where something is drawn or made: to set up logging takes longer than to read the catalog. */
    private static Logger log() {
        return LoggerFactory.getLogger(BuiltInCatalog.class);
    }
}
