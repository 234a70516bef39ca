package marginlab.network.external;

import java.nio.file.Path;
import java.util.Map;

/** A network's file that was read. */
interface NetworkContent {
    /** The name of what {@link #put} writes, without its endings. */
    String PREFIX = "network";

    NetworkFacts facts();

    /** Writes what the engine opens into a folder of its own. */
    void put(Path folder);

    /** What the engine is told when it opens it. */
    default Map<String, String> options() {
        return Map.of();
    }
}
