package marginlab.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.store.State;

/**
 * What the death of a worker means that did not say how it ended.
 *
 * @param reason one line
 */
record Verdict(State state, String reason) {
    private static final int SIGNALS = 128;
    private static final int NO_HEAP = 3;
    private static final int TAIL = 4096;
    private static final Map<Integer, String> NAMES = Map.of(
            4, "illegal instruction",
            6, "abort",
            7, "bus error",
            8, "arithmetic error",
            9, "killed, often for lack of memory",
            11, "segmentation fault",
            15, "terminated");

    /** Words of an error that come from the machine and may pass, as against one that the trial would make again. */
    private static final List<String> OF_THE_MACHINE = List.of(
            "out of memory",
            "bad_alloc",
            "cannot allocate memory",
            "no space left",
            "quota exceeded",
            "file too large",
            "read-only file system",
            "permission denied",
            "accessdenied");

    static Verdict of(int exitCode, Path log) {
        if (exitCode == NO_HEAP) {
            return new Verdict(State.CRASHED, "out of memory: the heap of Java is full");
        }
        if (exitCode == Child.INTERRUPTED) {
            return new Verdict(State.INTERRUPTED, "ended by a signal");
        }
        if (exitCode > SIGNALS || exitCode < 0) {
            int signal = exitCode - SIGNALS;
            String name = NAMES.getOrDefault(signal, "see log.txt");
            return new Verdict(
                    State.CRASHED, exitCode < 0 ? "exit code " + exitCode : "signal " + signal + " (" + name + ")");
        }
        String reason = "exit code " + exitCode + ": " + lastLine(log);
        return new Verdict(isOfTheMachine(reason) ? State.CRASHED : State.FAILED, reason);
    }

    static boolean isOfTheMachine(String reason) {
        String lower = reason.toLowerCase(java.util.Locale.ROOT);
        return OF_THE_MACHINE.stream().anyMatch(lower::contains);
    }

    private static String lastLine(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            List<String> lines = Stream.of(new String(tail, StandardCharsets.UTF_8).split("\\R"))
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .collect(Collectors.toList());
            return lines.isEmpty()
                    ? "it said nothing"
                    : lines.get(lines.size() - 1).strip();
        } catch (IOException e) {
            return "no log";
        }
    }
}
