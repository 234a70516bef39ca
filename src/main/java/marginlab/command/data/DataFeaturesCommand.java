package marginlab.command.data;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.reader.FeatureFile;
import marginlab.file.npy.Npy;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data features NAME}: features that another program wrote for MegaFace's kit, as one array. */
@Command(
        name = "features",
        description =
                "Joins the feature files of the MegaFace kit (IMAGE_ALGORITHM.bin) into one .npy for 'score', with one row per image in the order of the dataset.",
        footer = {"", "Example:  data features megaface --folder feature_out --suffix _r50.bin --out megaface.npy"})
public final class DataFeaturesCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog whose images are files")
    private String name;

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "folder of the feature files, laid out like the images")
    private Path folder;

    @Option(
            names = "--suffix",
            required = true,
            paramLabel = "TEXT",
            description = "ending of their names, such as _r50.bin")
    private String suffix;

    @Option(names = "--out", required = true, paramLabel = "E.npy", description = "output, float32 [N, d]")
    private Path out;

    private int dimension;

    /** Of as many numbers as those before it. */
    private float[] feature(String image, Path file) {
        float[] feature = FeatureFile.read(file);
        dimension = dimension == 0 ? feature.length : dimension;
        if (feature.length != dimension) {
            throw new ProblemException(new Problem(
                    image, "a feature of " + feature.length + " numbers", dimension + " as for the first image"));
        }
        return feature;
    }

    @Override
    public Integer call() {
        Catalog catalog = context.pipeline().catalog();
        float[][] rows;
        try (EncodedImages images = catalog.listed(name);
                ProgressMeter meter = new ProgressMeter(context)) {
            Path home = catalog.dataset(name).path();
            rows = new float[images.size()][];
            LineProblems faults = new LineProblems();
            float[][] read = rows;
            for (int i = 0; i < rows.length; i++) {
                int image = i;
                String of = images.name(i);
                faults.gather(() -> read[image] = feature(of, folder.resolve(home.relativize(Path.of(of)) + suffix)));
                meter.at("features", i + 1, rows.length);
            }
            // Rows are known by their place: one that is left out would move all that follow.
            faults.raise(new Problem(
                    out.toString(),
                    CommandOutput.counted(rows.length - faults.count(), "feature", "features") + " of "
                            + CommandOutput.counted(rows.length, "image", "images"),
                    "one of each",
                    "Nothing was written: a row belongs to the image of its place"));
        }
        Npy.write(out, rows);
        if (context.json()) {
            CommandOutput.json(context.out(), new Document(rows.length, rows[0].length));
        } else {
            context.out().println(out + ": " + rows.length + " features of " + rows[0].length + " numbers");
            context.out().flush();
        }
        return 0;
    }

    /** What {@code --json} prints. */
    private record Document(int rows, int dimension) {}
}
