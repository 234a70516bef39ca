package marginlab.command.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.pack.DatasetPacker;
import marginlab.problem.UnfinishedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that turns a dataset into another form, image by image, and says how many there were. */
abstract class PackingCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "a folder with one subfolder per person, a .rec, a .bin, or the name of a dataset")
    private String source;

    /** What it writes, as JSON calls it: a file or a folder. */
    abstract String kind();

    abstract Path out();

    /** LFW's list for a folder of images, or null. */
    Path pairs() {
        return null;
    }

    /** Writes it and gives the number of images. */
    abstract int convert(DatasetArgument from, DatasetPacker packer);

    @Override
    public final Integer call() {
        try (ProgressMeter meter = new ProgressMeter(context)) {
            tell(convert(new DatasetArgument(context, source, pairs()), new DatasetPacker(meter)));
        } catch (UnfinishedException unfinished) {
            tell(unfinished.done());
            throw unfinished;
        }
        return 0;
    }

    private void tell(int images) {
        if (context.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(kind(), out().toString());
            document.put("images", images);
            CommandOutput.json(context.out(), document);
        } else {
            context.out().println(out() + ": " + CommandOutput.counted(images, "image", "images"));
            context.out().flush();
        }
    }
}
