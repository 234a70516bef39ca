package marginlab.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another user of the machine. Only root may act as one. */
public final class OtherUser {
    private OtherUser() {}

    /** What a command ended with, and said. */
    public record Done(int code, String said) {}

    /** Whether this process may act as another user. */
    public static boolean isThere() throws IOException, InterruptedException {
        return System.getProperty("user.name").equals("root")
                && Files.isExecutable(Path.of("/usr/sbin/runuser"))
                && run("true").code() == 0;
    }

    public static Done run(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/usr/sbin/runuser", "-u", "nobody", "--"));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), said);
    }
}
