package marginlab.command.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.audit.DatasetOverlap;
import marginlab.dataset.audit.LabelNoise;
import marginlab.file.npy.NpyRows;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.LineProblems;
import marginlab.problem.PrintableText;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data noise NAME}: images of a training set whose label is probably wrong. */
@Command(
        name = "noise",
        description =
                "Finds images of a training set that are filed under two identities, by perceptual hash, and, with --embeddings, images far from their class centre.",
        footer = {
            "",
            "Example:  data noise casia-webface",
            "          data noise casia-webface --embeddings casia.npy --angle 75"
        })
public final class DataNoiseCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "a folder with one subfolder per person, a .rec, or the name of a dataset")
    private String name;

    @Option(
            names = "--embeddings",
            paramLabel = "E.npy",
            description = "embeddings of all images in order, as written by 'embed'")
    private Path embeddings;

    @Option(
            names = "--angle",
            defaultValue = "75",
            paramLabel = "DEGREES",
            description = "largest plausible angle to the own class centre (default: 75)")
    private double angle;

    @Override
    public Integer call() {
        try (EncodedImages images = new DatasetArgument(context, name, null).images();
                ProgressMeter meter = new ProgressMeter(context)) {
            if (!(images instanceof LabelledImages faces)) {
                throw new ProblemException(
                        new Problem(name, "a dataset without identities", "a training set", "'data ls' names them"));
            }
            LineProblems faults = new LineProblems();
            List<DatasetOverlap.Twin> twins = LabelNoise.twins(faces, meter, faults);
            List<LabelNoise.Outlier> outliers = embeddings == null ? List.of() : outliers(faces);
            if (context.json()) {
                CommandOutput.json(context.out(), document(faces, twins, outliers));
            } else {
                print(faces, twins, outliers);
            }
            int compared = faces.size() - faults.count();
            faults.end(
                    compared,
                    new Problem(name, compared + " images of " + faces.size() + " that were compared", "all of them"));
        }
        return 0;
    }

    private List<LabelNoise.Outlier> outliers(LabelledImages faces) {
        try (NpyRows rows = NpyRows.openFloats(embeddings)) {
            if (rows.rows() != faces.size()) {
                throw new ProblemException(new Problem(
                        embeddings.toString(),
                        rows.rows() + " embeddings",
                        faces.size() + ", one an image of " + name,
                        "'embed ID --data " + name + "' writes them"));
            }
            float[] row = new float[rows.dimension()];
            return LabelNoise.outliers(
                    faces,
                    rows.dimension(),
                    i -> {
                        rows.read(i, 1, row);
                        return row;
                    },
                    angle);
        }
    }

    private void print(LabelledImages faces, List<DatasetOverlap.Twin> twins, List<LabelNoise.Outlier> outliers) {
        context.tell(CommandOutput.counted(twins.size(), "pair of images looks", "pairs of images look")
                + " alike under two identities");
        twins.stream()
                .limit(SHOWN)
                .forEach(twin -> context.tell(
                        "  " + described(faces, twin.first()) + " and " + described(faces, twin.second())));
        if (embeddings != null) {
            context.tell(outliers.size() + " images are more than " + angle + " degrees from their identity");
            outliers.stream()
                    .limit(SHOWN)
                    .forEach(outlier -> context.tell("  " + described(faces, outlier.image()) + ", "
                            + Math.round(outlier.degrees()) + " degrees"));
        }
        if (twins.size() > SHOWN || outliers.size() > SHOWN) {
            context.tell("The first " + SHOWN + " are shown; --json lists all.");
        }
        context.out().flush();
    }

    private static String described(LabelledImages faces, int i) {
        return PrintableText.of(faces.name(i) + " (" + faces.identity(faces.label(i)) + ")");
    }

    private Document document(
            LabelledImages faces, List<DatasetOverlap.Twin> twins, List<LabelNoise.Outlier> outliers) {
        List<TwinImages> pairs = twins.stream()
                .map(twin -> new TwinImages(
                        faces.name(twin.first()),
                        faces.identity(faces.label(twin.first())),
                        faces.name(twin.second()),
                        faces.identity(faces.label(twin.second())),
                        twin.bits()))
                .toList();
        List<Far> far = outliers.stream()
                .map(outlier -> new Far(
                        faces.name(outlier.image()), faces.identity(faces.label(outlier.image())), outlier.degrees()))
                .toList();
        return new Document(pairs, embeddings == null ? null : far);
    }

    /** What {@code --json} prints; without embeddings no outliers are known. */
    private record Document(List<TwinImages> twins, List<Far> outliers) {}

    private record TwinImages(String first, String firstIdentity, String second, String secondIdentity, int bits) {}

    private record Far(String image, String identity, double degrees) {}
}
