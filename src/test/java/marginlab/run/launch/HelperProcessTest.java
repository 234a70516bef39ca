package marginlab.run.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import marginlab.problem.ProblemException;
import marginlab.run.launch.HelperProcess.ProcessOutput;
import org.junit.jupiter.api.Test;

class HelperProcessTest {

    @Test
    void aStackTraceIsToldByWhatWasThrown() {
        assertEquals("java.lang.IllegalStateException: no room", word(trace(new IllegalStateException("no room"))));
    }

    @Test
    void theInnermostCauseIsTold() {
        Exception thrown = new IllegalStateException(
                "outer", new UncheckedIOException("middle", new IOException("the disk is full")));

        assertEquals("java.io.IOException: the disk is full", word(trace(thrown)));
    }

    @Test
    void whatIsSuppressedIsNotTheCause() {
        Exception thrown = new IllegalStateException("first");
        thrown.addSuppressed(new IOException("while it was closed", new IOException("later")));

        assertEquals("java.lang.IllegalStateException: first", word(trace(thrown)));
    }

    @Test
    void aLineAfterATraceIsTheLastWord() {
        assertEquals("killed", word(trace(new IOException("before")) + "killed\n\n"));
    }

    @Test
    void withoutATraceTheLastLineIsTold() {
        assertEquals("at the end: no more memory", word("something\nat the end: no more memory\n"));
        assertEquals("", word("\n \n"));
    }

    @Test
    void aProblemOfAProcessNamesItsCause() {
        ProcessOutput answer = new ProcessOutput(1, "", trace(new IllegalStateException("the GPU is gone")));

        ProblemException told =
                assertThrows(ProblemException.class, () -> HelperAnswer.of(answer, "run 4f3a", "embeddings"));

        assertEquals(
                "java.lang.IllegalStateException: the GPU is gone",
                told.problems().get(0).found());
    }

    /** Native code that crashes says nothing on standard error. */
    @Test
    void anEndWithoutAWordNamesItsSignal() {
        ProblemException told = assertThrows(
                ProblemException.class,
                () -> HelperAnswer.of(new ProcessOutput(134, "", ""), "face.onnx", "a network that can be opened"));

        assertEquals("an end by signal 6 (abort)", told.problems().get(0).found());
        assertEquals("face.onnx", told.problems().get(0).place());
    }

    private static String word(String errors) {
        return new ProcessOutput(1, "", errors).lastWord();
    }

    /** As Java prints it when a program ends by it. */
    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return "Exception in thread \"main\" " + text;
    }
}
