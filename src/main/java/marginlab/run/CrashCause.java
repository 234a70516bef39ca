package marginlab.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.store.record.TrialState;

/**
 * What the death of a worker means that did not say how it ended.
 *
 * @param reason one line
 */
public record CrashCause(TrialState state, String reason) {
    private static final int SIGNALS = 128;
    private static final int NO_HEAP = 3;
    private static final int TAIL = 65536;
    private static final int KILLED = 9;
    /** Its size is fixed, whatever runs beside it. */
    private static final String HEAP = "the heap of Java is full";

    private static final int LONGEST_LINE = 300;
    private static final Map<Integer, String> NAMES = Map.of(
            4, "illegal instruction",
            6, "abort",
            7, "bus error",
            8, "arithmetic error",
            9, "killed, often for lack of memory",
            11, "segmentation fault",
            15, "terminated");

    /** Words of Java, of the C library and of the engines where memory of any kind runs out. */
    private static final List<String> OF_MEMORY = List.of(
            "out of memory",
            "outofmemory",
            "bad_alloc",
            "cannot allocate",
            "can't allocate",
            "failed to allocate",
            "memory allocation failed",
            "insufficient memory",
            "not enough memory",
            "no memory left",
            "could not reserve enough space",
            "could not allocate",
            "failed to map segment",
            "cannot enlarge memory",
            "unable to create native thread",
            "cannot create worker gc thread",
            "error='not enough space'",
            "(errno=12)",
            "cannot reserve");

    /** Words of an error that come from the machine and may pass, as against one that the trial would make again. */
    private static final List<String> OF_THE_MACHINE = List.of(
            "another process writes to it",
            "no space left",
            "quota exceeded",
            "file too large",
            "read-only file system",
            "permission denied",
            "accessdenied");

    /**
     * @param logBefore bytes that the log had before the attempt: what earlier ones said is not its own
     * @param kernelKilled whether the kernel has killed a process for lack of memory meanwhile
     */
    public static CrashCause of(int exitCode, Path log, long logBefore, boolean kernelKilled) {
        if (exitCode == NO_HEAP) {
            String what = lines(log, logBefore).stream()
                    .filter(line -> line.contains("native thread"))
                    .findFirst()
                    .orElse(HEAP);
            return new CrashCause(TrialState.CRASHED, "out of memory: " + what);
        }
        if (exitCode == WorkerSession.INTERRUPTED) {
            return new CrashCause(TrialState.INTERRUPTED, "ended by a signal");
        }
        if (exitCode > SIGNALS || exitCode < 0) {
            if (exitCode - SIGNALS == KILLED && kernelKilled) {
                return new CrashCause(TrialState.CRASHED, "signal 9 (killed by the system, which had no memory left)");
            }
            return new CrashCause(TrialState.CRASHED, end(exitCode, " (see log.txt)"));
        }
        List<String> said = lines(log, logBefore);
        // What Java and the engines say of memory stands above the place of a report, which they say last.
        String last = said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
        String line = said.stream().filter(CrashCause::lacksMemory).findFirst().orElse(last);
        String reason = "exit code " + exitCode + ": " + line;
        return new CrashCause(isOfTheMachine(reason) ? TrialState.CRASHED : TrialState.FAILED, reason);
    }

    /** How a process ended, by its exit code: {@code signal 6 (abort)}, {@code exit code 1}. */
    public static String end(int exitCode) {
        return end(exitCode, "");
    }

    private static String end(int exitCode, String otherwise) {
        if (exitCode <= SIGNALS) {
            return "exit code " + exitCode;
        }
        String name = NAMES.get(exitCode - SIGNALS);
        return "signal " + (exitCode - SIGNALS) + (name == null ? otherwise : " (" + name + ")");
    }

    /** Whether a machine that has less to do might not have ended it. */
    public static boolean lacksMemory(String reason) {
        return contains(reason, OF_MEMORY) && !reason.contains(HEAP);
    }

    static boolean isOfTheMachine(String reason) {
        return contains(reason, OF_MEMORY) || contains(reason, OF_THE_MACHINE);
    }

    private static boolean contains(String reason, List<String> words) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }

    /** The last lines that an attempt said, without those of a trace. */
    private static List<String> lines(Path log, long before) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(file.length() - TAIL, Math.min(before, file.length()));
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            return Stream.of(new String(tail, StandardCharsets.UTF_8).split("\\R"))
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .map(String::strip)
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            return List.of("no log");
        }
    }
}
