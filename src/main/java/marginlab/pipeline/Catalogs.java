package marginlab.pipeline;

import java.nio.file.Path;
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
            new SyntheticGenerator(spec, done -> {
                        if (done % part == 0) {
                            LOG.info("drew {} of {}", done, spec.total());
                        }
                    })
                    .generate(folder);
        });
    }
}
