package marginlab.command.context;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import marginlab.file.FileNames;
import marginlab.loss.label.LabelException;
import marginlab.problem.PrintableText;
import marginlab.problem.ProblemException;
import marginlab.problem.UnfinishedException;
import marginlab.progress.DisplayWidth;
import marginlab.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a verb throws into lines on standard error and an exit code. */
public final class FailureHandler implements IExecutionExceptionHandler {
    /** A trial failed, a part of what was asked for could not be done, or an unexpected error. */
    public static final int FAILED = 1;

    /** Wrong usage, or a file with problems. */
    public static final int PROBLEMS = 2;

    private final GlobalOptions globals;

    public FailureHandler(GlobalOptions globals) {
        this.globals = globals;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        int code;
        if (error instanceof ProblemException problems) {
            problems.problems().forEach(problem -> wrapped(problem.toString()).forEach(err::println));
            code = problems instanceof UnfinishedException ? FAILED : PROBLEMS;
        } else if (!FileNames.areUtf8() && isOfANameOfAFile(error)) {
            err.println(FileNames.beyond("a path"));
            code = PROBLEMS;
        } else if (error instanceof LabelException) {
            wrapped(error.getMessage()).forEach(err::println);
            code = PROBLEMS;
        } else {
            String told =
                    told(error).lines().map(PrintableText::of).collect(Collectors.joining(System.lineSeparator()));
            err.println("error: " + told + (globals.verbose() ? "" : " (--verbose shows the trace)"));
            code = FAILED;
        }
        if (globals.verbose()) {
            error.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    /** A line for standard error, broken between words where that is a terminal. */
    static List<String> wrapped(String line) {
        return Terminal.errorColumns()
                .map(columns -> DisplayWidth.wrapped(line, columns))
                .orElse(List.of(line));
    }

    private static boolean isOfANameOfAFile(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidPathException) {
                return true;
            }
        }
        return false;
    }

    /** What happened and to which file: the messages of the JDK say only one of the two. */
    private static String told(Throwable error) {
        if (error instanceof UncheckedIOException wrapped) {
            String cause = told(wrapped.getCause());
            String message = String.valueOf(wrapped.getMessage());
            if (message.equals(wrapped.getCause().toString()) || cause.startsWith(message)) {
                return cause;
            }
            return message.endsWith(cause) ? message : message + ": " + cause;
        }
        if (error instanceof FileSystemException file && file.getReason() == null && file.getFile() != null) {
            String kind = file.getClass().getSimpleName().replace("Exception", "");
            return file.getFile() + ": "
                    + kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
