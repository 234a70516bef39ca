package marginlab.command;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import marginlab.experiment.ProblemException;
import marginlab.loss.LabelException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a verb throws into lines on standard error and an exit code. */
public final class Failures implements IExecutionExceptionHandler {
    /** A trial failed, or an unexpected error. */
    public static final int FAILED = 1;

    /** Wrong usage, or a file with problems. */
    public static final int PROBLEMS = 2;

    private final Globals globals;

    public Failures(Globals globals) {
        this.globals = globals;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        int code;
        if (error instanceof ProblemException problems) {
            problems.problems().forEach(problem -> err.println(problem));
            code = PROBLEMS;
        } else if (error instanceof LabelException) {
            err.println(error.getMessage());
            code = PROBLEMS;
        } else {
            Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
            err.println("error: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
                    + (globals.verbose() ? "" : " (--verbose shows the trace)"));
            code = FAILED;
        }
        if (globals.verbose()) {
            error.printStackTrace(err);
        }
        err.flush();
        return code;
    }
}
