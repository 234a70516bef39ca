package marginlab.command.context;

import java.util.List;
import java.util.Optional;
import marginlab.file.FileNames;
import marginlab.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments that cannot be understood into one line on standard error and exit code 2. */
public final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine verb = error.getCommandLine();
        Optional<Problem> unreadable = unreadable(arguments);
        if (unreadable.isPresent()) {
            verb.getErr().println(unreadable.get());
            verb.getErr().flush();
            return FailureHandler.PROBLEMS;
        }
        String line = line(error);
        String end = line.endsWith("?") || line.endsWith(".") ? "" : ".";
        verb.getErr().println(line + end + " See '" + verb.getCommandSpec().qualifiedName() + " --help'");
        verb.getErr().flush();
        return FailureHandler.PROBLEMS;
    }

    /** What this process cannot read of its arguments or of where it was started. */
    public static Optional<Problem> unreadable(String... arguments) {
        return FileNames.problem("the working folder", System.getProperty("user.dir"))
                .or(() -> FileNames.problem("the arguments", String.join(" ", arguments)));
    }

    private static String line(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            String line = "unknown argument '" + unmatched.getUnmatched().get(0) + "'";
            return meant.isEmpty() ? line : line + ". Did you mean '" + meant.get(0) + "'?";
        }
        return error.getMessage().strip().replaceAll("\\s*\\R\\s*", " ").replaceFirst("^Error: ", "");
    }
}
