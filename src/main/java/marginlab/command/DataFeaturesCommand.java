package marginlab.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.data.Catalog;
import marginlab.data.FeatureFile;
import marginlab.data.Images;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.verify.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data features NAME}: features that another program wrote for MegaFace's kit, as one array. */
@Command(
        name = "features",
        description =
                "Joins the feature files of MegaFace's kit, IMAGE_ALGORITHM.bin, into one .npy with a row an image"
                        + " of the dataset in its order, which 'score' takes.",
        footer = {"", "Example:  data features megaface --folder feature_out --suffix _r50.bin --out megaface.npy"})
public final class DataFeaturesCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "NAME", description = "a dataset of the catalog whose images are files")
    private String name;

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "of the features, laid out like the images")
    private Path folder;

    @Option(names = "--suffix", required = true, paramLabel = "TEXT", description = "of their names, such as _r50.bin")
    private String suffix;

    @Option(names = "--out", required = true, paramLabel = "E.npy", description = "gets the features, float32 [N, d]")
    private Path out;

    @Override
    public Integer call() {
        Catalog catalog = context.pipeline().catalog();
        float[][] rows;
        try (Images images = catalog.listed(name);
                Gauge gauge = new Gauge(context)) {
            Path home = catalog.dataset(name).path();
            rows = new float[images.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = FeatureFile.read(folder.resolve(home.relativize(Path.of(images.name(i))) + suffix));
                if (rows[i].length != rows[0].length) {
                    throw new ProblemException(new Problem(
                            images.name(i),
                            "a feature of " + rows[i].length + " numbers",
                            rows[0].length + " as for the first image"));
                }
                gauge.at("features", i + 1, rows.length);
            }
        }
        Npy.write(out, rows);
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("rows", rows.length);
            document.addProperty("dimension", rows[0].length);
            Output.json(context.out(), document);
        } else {
            context.out().println(out + ": " + rows.length + " features of " + rows[0].length + " numbers");
            context.out().flush();
        }
        return 0;
    }
}
