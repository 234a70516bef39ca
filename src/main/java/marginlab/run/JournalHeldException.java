package marginlab.run;

import java.io.IOException;
import java.nio.file.Path;

/** A journal that another living process writes to. */
public final class JournalHeldException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalHeldException(Path file) {
        super(file + ": another process is writing to it; a run has one writer at a time");
    }
}
