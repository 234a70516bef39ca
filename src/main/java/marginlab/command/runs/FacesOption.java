package marginlab.command.runs;

import marginlab.report.page.FaceDisclosure;
import picocli.CommandLine.Option;

/** The flag of verbs that write a report. */
final class FacesOption {
    @Option(
            names = "--no-images",
            description = "leaves the images of the hardest pairs out of the report: faces are personal data")
    private boolean leftOut;

    FaceDisclosure faces() {
        return leftOut ? FaceDisclosure.LEFT_OUT : FaceDisclosure.SHOWN;
    }
}
