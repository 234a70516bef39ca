package marginlab.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import marginlab.data.Catalog;
import marginlab.data.SyntheticGenerator;
import marginlab.data.SyntheticSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog with what marginlab itself can draw. */
public final class Catalogs {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);
    private static final int LINES = 5;

    /** What {@code generate} may name, with what is drawn then: many people, and the eight of the toy figure. */
    private static final Map<String, SyntheticSpec> DRAWN =
            Map.of("synthetic-faces", SyntheticSpec.DEFAULT, "synthetic-eight", new SyntheticSpec(8, 8, 150, 40, 40));

    private Catalogs() {}

    /** Reads the catalog; synthetic faces are drawn when they are first asked for. */
    public static Catalog open(Path datasets) {
        Catalog catalog = Catalog.read(datasets);
        for (Map.Entry<String, SyntheticSpec> drawn : DRAWN.entrySet()) {
            catalog = catalog.with(drawn.getKey(), folder -> draw(drawn.getValue(), folder));
        }
        return catalog;
    }

    private static void draw(SyntheticSpec spec, Path folder) {
        LOG.info("drawing {} synthetic faces into {}", spec.total(), folder);
        int part = Math.max(1, spec.total() / LINES);
        AtomicInteger told = new AtomicInteger();
        new SyntheticGenerator(spec, done -> {
                    if (told.getAndSet(done / part) < done / part) {
                        LOG.info("drew {} of {}", done, spec.total());
                    }
                })
                .generate(folder);
    }
}
