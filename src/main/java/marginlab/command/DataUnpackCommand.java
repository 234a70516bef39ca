package marginlab.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.data.Packer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data unpack}: InsightFace's files into images. */
@Command(
        name = "unpack",
        description = "Writes the images of a .rec as a folder a person, or those of a .bin with a list pairs.txt.",
        footer = {"", "Example:  data unpack packed/train.rec --out faces"})
public final class DataUnpackCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "FILE-or-NAME", description = "a .rec, a .bin, or a dataset's name")
    private String source;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "gets the images")
    private Path out;

    private int images;

    @Override
    public Integer call() {
        Packer packer = new Packer(done -> images = done);
        DataSource.open(context, source, null, faces -> packer.unpack(faces, out), set -> packer.unpack(set, out));
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("folder", out.toString());
            document.addProperty("images", images);
            Output.json(context.out(), document);
        } else {
            context.out().println(out + ": " + images + " images");
            context.out().flush();
        }
        return 0;
    }
}
