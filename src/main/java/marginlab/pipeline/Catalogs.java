package marginlab.pipeline;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import marginlab.data.Catalog;
import marginlab.data.SyntheticGenerator;
import marginlab.data.SyntheticSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog with what marginlab itself can draw. */
public final class Catalogs {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);
    private static final String SYNTHETIC = "synthetic-faces";
    private static final int LINES = 5;

    private Catalogs() {}

    /** Reads the catalog; the synthetic faces are drawn when they are first asked for. */
    public static Catalog open(Path datasets) {
        return Catalog.read(datasets).with(SYNTHETIC, folder -> {
            SyntheticSpec spec = SyntheticSpec.DEFAULT;
            LOG.info("drawing {} synthetic faces into {}", spec.total(), folder);
            int part = Math.max(1, spec.total() / LINES);
            AtomicInteger told = new AtomicInteger();
            new SyntheticGenerator(spec, done -> {
                        if (told.getAndSet(done / part) < done / part) {
                            LOG.info("drew {} of {}", done, spec.total());
                        }
                    })
                    .generate(folder);
        });
    }
}
