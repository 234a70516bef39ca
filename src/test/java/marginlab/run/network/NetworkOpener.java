package marginlab.run.network;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.file.json.Json;
import marginlab.network.external.ExternalNetwork;
import marginlab.problem.ProblemException;

/**
 * A process that opens one network after the other and says of each what came of it. The native code of an engine may end it in
 * the middle, as it may end the process of a trial.
 */
public final class NetworkOpener {
    static final String OPENS = "opens ";
    static final String EMBEDDED = "embedded";
    static final String PROBLEM = "problem ";
    static final String THREW = "threw ";
    private static final int SIDE = 4;

    private NetworkOpener() {}

    /** Arguments: the files, of networks that take images of 4 x 4. */
    public static void main(String[] files) {
        for (String file : files) {
            System.out.println(OPENS + file);
            System.out.println(opened(Path.of(file)));
        }
        System.exit(0);
    }

    /** Whether a line is one that says what came of a file; Java itself prints others where native code ends it. */
    static boolean isOutcome(String line) {
        return line.equals(EMBEDDED) || line.startsWith(PROBLEM) || line.startsWith(THREW);
    }

    private static String opened(Path file) {
        NetworkRequest request = new NetworkRequest(
                file, Optional.of(PixelScale.BYTES), ColourOrder.RGB, Optional.of(InputSize.square(SIDE)), true);
        try (ExternalNetwork network = request.open()) {
            network.embed(FloatBuffer.allocate(2 * 3 * SIDE * SIDE), 2);
            return EMBEDDED;
        } catch (ProblemException e) {
            return PROBLEM + Json.line(List.of(e.getMessage()));
        } catch (RuntimeException e) {
            return THREW + e + " at " + e.getStackTrace()[0];
        }
    }
}
