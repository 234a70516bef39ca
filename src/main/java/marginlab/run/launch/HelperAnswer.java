package marginlab.run.launch;

import java.io.IOException;
import java.util.List;
import marginlab.file.json.Json;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.CrashCause;

/** What a process says that was asked one thing: its answer, or as JSON all that is wrong with what it was given. */
public final class HelperAnswer {
    private static final int PROBLEMS = 2;

    private HelperAnswer() {}

    /** Finds an answer. */
    public interface Question {
        String answer() throws IOException;
    }

    /** Prints the answer and ends this process. */
    public static void to(Question question) throws IOException {
        int code = 0;
        String text;
        try {
            text = question.answer();
        } catch (ProblemException e) {
            text = Json.line(e.problems());
            code = PROBLEMS;
        }
        System.out.println(text);
        System.out.flush();
        System.exit(code);
    }

    /**
     * The answer of a process, whose problems become this one's.
     *
     * @param place what it was asked of
     * @param expected what it should have been able to do
     */
    public static String of(HelperProcess.ProcessOutput answer, String place, String expected) {
        if (answer.code() == PROBLEMS) {
            throw new ProblemException(List.of(Json.read(answer.output(), Problem[].class)));
        }
        if (answer.code() != 0) {
            throw new ProblemException(new Problem(
                    place,
                    answer.lastWord().isEmpty() ? "an end by " + CrashCause.end(answer.code()) : answer.lastWord(),
                    expected));
        }
        return answer.output();
    }
}
