package marginlab.command.data;

import java.nio.file.Path;
import java.util.Locale;
import marginlab.dataset.pack.DatasetPacker;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code data pack}: images into InsightFace's files. */
@Command(
        name = "pack",
        description =
                "Writes a folder of people as .rec with .idx and property, or with --pairs as .bin, for any trainer"
                        + " that reads InsightFace's files.",
        footer = {
            "",
            "Example:  data pack faces --out packed/train.rec",
            "          data pack lfw --pairs pairs.txt --out lfw.bin"
        })
public final class DataPackCommand extends PackingCommand {
    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "LFW's pairs.txt, or the one that 'data unpack' writes")
    private Path pairs;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the .rec or .bin to write")
    private Path out;

    @Override
    String kind() {
        return "file";
    }

    @Override
    Path out() {
        return out;
    }

    @Override
    Path pairs() {
        return pairs;
    }

    @Override
    int convert(DatasetArgument from, DatasetPacker packer) {
        return from.with(
                faces -> packer.pack(faces, out(".rec", "people")), set -> packer.pack(set, out(".bin", "pairs")));
    }

    private Path out(String ending, String what) {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw new ProblemException(
                    new Problem("--out", out.toString(), "a name that ends in " + ending + ", for " + what));
        }
        return out;
    }
}
