package marginlab.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.data.Packer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class DataPackCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "FOLDER-or-NAME", description = "a folder a person, or a dataset's name")
    private String source;

    @Option(names = "--pairs", paramLabel = "FILE", description = "LFW's pairs.txt")
    private Path pairs;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "gets the .rec or the .bin")
    private Path out;

    private int images;

    @Override
    public Integer call() {
        Packer packer = new Packer(done -> images = done);
        DataSource.open(context, source, pairs, faces -> packer.pack(faces, out), set -> packer.pack(set, out));
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("file", out.toString());
            document.addProperty("images", images);
            Output.json(context.out(), document);
        } else {
            context.out().println(out + ": " + images + " images");
            context.out().flush();
        }
        return 0;
    }
}
