package marginlab.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process among all that ever ran on any machine: its number alone comes again. Its text is {@code PID@START on MACHINE}.
 *
 * @param pid its number
 * @param start when it began, in whatever this system counts
 * @param machine host, boot and, in a container, the numbering of processes: where the number means something
 */
public record ProcessIdentity(long pid, String start, String machine) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})@([0-9]{1,18}) on (\\S{1,400})");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    /** Of the words of {@code /proc/PID/stat} behind the name: clock ticks from the boot to the start. */
    private static final int START_WORD = 19;

    private static final String MACHINE = String.join("/", host(), boot(), namespace());

    public static ProcessIdentity here() {
        return of(ProcessHandle.current());
    }

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), start(process), MACHINE);
    }

    /** Empty where the text is no mark. */
    static Optional<ProcessIdentity> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ProcessIdentity(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    public String text() {
        return pid + "@" + start + " on " + machine;
    }

    String hostName() {
        return machine.split("/")[0];
    }

    /** Whether its number means something to us: the same host since the same start, and the same container. */
    boolean isOfThisMachine() {
        return machine.equals(MACHINE);
    }

    /** Whether one kernel serves both, whose file locks bind both, whatever container they are in. */
    boolean isOfThisKernel() {
        return !boot().isEmpty() && machine.split("/", -1)[1].equals(boot());
    }

    /** The process itself, where it lives and is of this machine. */
    Optional<ProcessHandle> living() {
        return isOfThisMachine()
                ? ProcessHandle.of(pid)
                        .filter(process -> process.isAlive() && start(process).equals(start))
                : Optional.empty();
    }

    /** The kernel's own count where there is one: what the JDK makes of it moves when the clock is set. */
    private static String start(ProcessHandle process) {
        try {
            String text = Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            return text.substring(text.lastIndexOf(')') + 2).split(" ")[START_WORD];
        } catch (IOException | RuntimeException e) {
            return process.info()
                    .startInstant()
                    .map(start -> String.valueOf(start.toEpochMilli()))
                    .orElse("0");
        }
    }

    private static String host() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return word(name);
        } catch (IOException e) {
            try {
                return word(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException unknown) {
                return "unknown";
            }
        }
    }

    private static String boot() {
        try {
            return Files.isReadable(BOOT) ? word(Files.readString(BOOT).strip()) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String namespace() {
        try {
            return word(Files.readSymbolicLink(NAMESPACE).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String word(String text) {
        return text.isEmpty() ? "unknown" : text.replaceAll("[\\s/]", "_");
    }
}
