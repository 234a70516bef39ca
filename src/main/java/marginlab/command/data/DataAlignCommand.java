package marginlab.command.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.image.align.ImageAligner;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import marginlab.run.MachineCapacity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data align}: crops of photos by five landmarks. */
@Command(
        name = "align",
        description =
                "Cuts aligned faces out of photos by five landmarks: lines 'path x y x y x y x y x y' (eyes, nose, corners of the mouth), or InsightFace's .lst. Photos that are missing or unreadable are listed at the end, with exit code 1; all others are aligned.",
        footer = {"", "Example:  data align photos --landmarks landmarks.txt --out crops"})
public final class DataAlignCommand implements Callable<Integer> {
    private static final int LEAST = 16;
    private static final int MOST = 4096;

    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "DIR", description = "folder of the photos")
    private Path photos;

    @Option(
            names = "--landmarks",
            required = true,
            paramLabel = "FILE",
            description = "the landmarks, five points per face")
    private Path landmarks;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for the crops")
    private Path out;

    @Option(
            names = "--side",
            defaultValue = "112",
            paramLabel = "PIXELS",
            description = "side of a crop (default: 112)")
    private int side;

    @Override
    public Integer call() {
        if (side < LEAST || side > MOST) {
            throw new ProblemException(new Problem("--side", String.valueOf(side), LEAST + " to " + MOST + " pixels"));
        }
        ImageAligner.passedOver(photos, landmarks, out)
                .forEach(some -> context.say(photos + ": passed over " + some.text()));
        int threads = MachineCapacity.here(1, List.of(), 1).threads();
        try (ProgressMeter meter = new ProgressMeter(context)) {
            tell(new ImageAligner(side, threads).align(photos, landmarks, out, meter));
        } catch (UnfinishedException unfinished) {
            tell(unfinished.done());
            throw unfinished;
        }
        return 0;
    }

    private void tell(int crops) {
        if (context.json()) {
            CommandOutput.json(context.out(), new Document(out.toString(), crops));
        } else {
            context.out().println(out + ": " + crops + " crops");
            context.out().flush();
        }
    }

    /** What {@code --json} prints. */
    private record Document(String folder, int crops) {}
}
