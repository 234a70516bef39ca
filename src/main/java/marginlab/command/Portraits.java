package marginlab.command;

import marginlab.report.Faces;
import picocli.CommandLine.Option;

/** The flag of verbs that write a report. */
final class Portraits {
    @Option(
            names = "--no-images",
            description = "leaves the images of the hardest pairs out of the report: faces are personal data")
    private boolean leftOut;

    Faces faces() {
        return leftOut ? Faces.LEFT_OUT : Faces.SHOWN;
    }
}
