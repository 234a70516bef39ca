package marginlab.command;

import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.FailureHandler;
import marginlab.doctor.Doctor;
import marginlab.doctor.DoctorFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what of this installation works, what does not, and what to do. */
@Command(
        name = "doctor",
        description =
                "Checks engines, native libraries, devices, threads, memory, disk, database and datasets. Exit code 1 if a check fails.",
        footer = {"", "Example:  doctor --gpu"})
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Option(names = "--gpu", description = "fails if there is no GPU that an engine can use")
    private boolean gpu;

    @Override
    public Integer call() {
        List<DoctorFinding> findings = new Doctor(context.place(), gpu).examine();
        if (context.json()) {
            CommandOutput.json(
                    context.out(), findings.stream().map(Document::of).toList());
        } else {
            for (DoctorFinding finding : findings) {
                context.tell(finding.state().label()
                        + " ".repeat(6 - finding.state().label().length()) + finding.check() + ": "
                        + finding.detail());
                if (!finding.remedy().isEmpty()) {
                    context.tell("      " + finding.remedy());
                }
            }
            context.out().flush();
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.state() == DoctorFinding.FindingState.FAIL);
        return failed ? FailureHandler.FAILED : 0;
    }

    /** A finding as {@code --json} prints it. */
    private record Document(String check, String state, String detail, String remedy) {
        static Document of(DoctorFinding finding) {
            return new Document(finding.check(), finding.state().label(), finding.detail(), finding.remedy());
        }
    }
}
