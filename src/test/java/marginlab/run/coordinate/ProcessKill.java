package marginlab.run.coordinate;

import java.io.IOException;

/** Sends signals by the shell's own command: not every machine has a program for it. */
public final class ProcessKill {
    private ProcessKill() {}

    /** @param signal without the SIG before it */
    public static void with(String signal, ProcessHandle process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("process " + process.pid() + " took no signal " + signal);
        }
    }
}
