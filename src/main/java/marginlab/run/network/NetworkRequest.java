package marginlab.run.network;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
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
        JsonObject object = new JsonObject();
        object.addProperty("file", file.toAbsolutePath().toString());
        pixels.ifPresent(scale -> object.addProperty("pixels", scale.label()));
        object.addProperty("colour", colour.label());
        input.ifPresent(size -> object.addProperty("input", size.label()));
        object.addProperty("trusted", trusted);
        return object.toString();
    }

    static NetworkRequest parse(String argument) {
        JsonObject object = JsonParser.parseString(argument).getAsJsonObject();
        return new NetworkRequest(
                Path.of(object.get("file").getAsString()),
                Optional.ofNullable(object.get("pixels")).map(text -> PixelScale.parse(text.getAsString())),
                ColourOrder.parse(object.get("colour").getAsString()),
                Optional.ofNullable(object.get("input")).map(text -> InputSize.parse(text.getAsString())),
                object.get("trusted").getAsBoolean());
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
