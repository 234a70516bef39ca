package marginlab.command.data;

import java.nio.file.Path;
import marginlab.dataset.pack.DatasetPacker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code data unpack}: InsightFace's files into images. */
@Command(
        name = "unpack",
        description =
                "Writes the images of a .rec into one folder per person, or those of a .bin with a list, pairs.txt.",
        footer = {"", "Example:  data unpack packed/train.rec --out faces"})
public final class DataUnpackCommand extends PackingCommand {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "where the images go: an empty folder, or one that does not exist yet")
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
    int convert(DatasetArgument from, DatasetPacker packer) {
        return from.with(faces -> packer.unpack(faces, out), set -> packer.unpack(set, out));
    }
}
