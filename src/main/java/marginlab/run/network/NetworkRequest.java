package marginlab.run.network;

import java.nio.file.Path;
import java.util.Optional;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.file.json.Json;
import marginlab.network.external.ExternalNetwork;
import marginlab.network.external.NetworkFacts;
import marginlab.network.external.NetworkFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A network as a user names it; what is not said follows from the file.
 *
 * @param file of the network
 * @param pixels what becomes of them
 * @param colour the order of the planes
 * @param input the size of the images
 * @param trusted whether it may run a program
 */
public record NetworkRequest(
        Path file, Optional<PixelScale> pixels, ColourOrder colour, Optional<InputSize> input, boolean trusted) {

    /** As the argument of a process; {@link #parse} reads it back. */
    String argument() {
        return Json.line(new Argument(
                file.toAbsolutePath().toString(),
                pixels.map(PixelScale::label),
                colour.label(),
                input.map(InputSize::label),
                trusted));
    }

    static NetworkRequest parse(String text) {
        Argument argument = Json.read(text, Argument.class);
        return new NetworkRequest(
                Path.of(argument.file()),
                argument.pixels().map(PixelScale::parse),
                ColourOrder.parse(argument.colour()),
                argument.input().map(InputSize::parse),
                argument.trusted());
    }

    private record Argument(
            String file, Optional<String> pixels, String colour, Optional<String> input, boolean trusted) {
        // What is absent is read as null.
        private Argument {
            pixels = pixels == null ? Optional.empty() : pixels;
            input = input == null ? Optional.empty() : input;
        }
    }

    /** The size of the images: as asked for, as the file has it, or the usual one. */
    InputSize size(NetworkFacts facts) {
        return input.or(facts::size).orElse(InputSize.USUAL);
    }

    /**
     * Opens the network.
     *
     * @throws ProblemException where it is not said what becomes of the pixels, and the network does not scale by itself
     */
    ExternalNetwork open() {
        NetworkFile network = NetworkFile.of(file);
        NetworkFacts facts = network.facts();
        if (pixels.isEmpty() && facts.scaling().isEmpty()) {
            throw new ProblemException(new Problem(
                    file.toString(),
                    "a network that does not say what its pixels are",
                    "--pixels with " + PixelScale.expected(),
                    "'network check " + file + " --data NAME' finds out"));
        }
        return ExternalNetwork.open(
                network, new ImageForm(size(facts), pixels.orElse(PixelScale.BYTES), colour), trusted);
    }
}
