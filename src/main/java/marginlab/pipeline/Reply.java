package marginlab.pipeline;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.List;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.run.Errand;

/** What a process says that was asked one thing: its answer, or as JSON all that is wrong with what it was given. */
final class Reply {
    private static final int PROBLEMS = 2;

    private Reply() {}

    /** Finds an answer. */
    interface Question {
        String answer() throws IOException;
    }

    /** Prints the answer and ends this process. */
    static void to(Question question) throws IOException {
        int code = 0;
        String text;
        try {
            text = question.answer();
        } catch (ProblemException e) {
            text = new Gson().toJson(e.problems());
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
    static String of(Errand.Answer answer, String place, String expected) {
        if (answer.code() == PROBLEMS) {
            throw new ProblemException(List.of(new Gson().fromJson(answer.output(), Problem[].class)));
        }
        if (answer.code() != 0) {
            throw new ProblemException(new Problem(
                    place, answer.lastWord().isEmpty() ? "exit code " + answer.code() : answer.lastWord(), expected));
        }
        return answer.output();
    }
}
