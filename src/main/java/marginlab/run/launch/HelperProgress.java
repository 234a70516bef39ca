package marginlab.run.launch;

import marginlab.progress.Progress;

/**
 * How far a process is that was asked one thing: it writes lines on standard error that who asked takes from there, a few a second
 * at most.
 */
public final class HelperProgress implements Progress {
    private static final String MARK = "\u0001progress\t";
    private static final long PAUSE_NANOS = 250_000_000L;

    private long told = System.nanoTime() - PAUSE_NANOS;

    @Override
    public void at(String what, long done, long total) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS || done == total) {
            told = now;
            System.err.println(MARK + what.replaceAll("\\s", " ") + "\t" + done + "\t" + total);
        }
    }

    /** Hands on what a line says; false for a line that is not one of these. */
    public static boolean hear(String line, Progress progress) {
        String[] parts = line.split("\t");
        if (!line.startsWith(MARK) || parts.length != 4 || !(parts[2] + parts[3]).matches("\\d{2,36}")) {
            return false;
        }
        progress.at(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]));
        return true;
    }
}
