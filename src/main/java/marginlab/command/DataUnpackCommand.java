package marginlab.command;

import java.nio.file.Path;
import marginlab.data.Packer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code data unpack}: InsightFace's files into images. */
@Command(
        name = "unpack",
        description = "Writes the images of a .rec as a folder a person, or those of a .bin with a list pairs.txt.",
        footer = {"", "Example:  data unpack packed/train.rec --out faces"})
public final class DataUnpackCommand extends PackingVerb {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "gets the images; empty or not there yet")
    private Path out;

    @Override
    String kind() {
        return "folder";
    }

    @Override
    Path out() {
        return out;
    }

    @Override
    int convert(DataSource from, Packer packer) {
        return from.with(faces -> packer.unpack(faces, out), set -> packer.unpack(set, out));
    }
}
