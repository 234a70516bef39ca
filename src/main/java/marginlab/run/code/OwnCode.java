package marginlab.run.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import marginlab.file.PrivateFiles;
import marginlab.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program from a copy of its classes, so that a build in the checkout changes nothing for what is at work: neither for the
 * workers that a sweep starts later, whose class path is the copy's, nor for itself, which loads many of its classes when they
 * are first needed.
 *
 * <p>It goes on in this process, with a class loader of its own. A second process would have to be given every signal, the
 * terminal and an end whenever the first one ends.
 */
public final class OwnCode {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCode.class);
    private static final String LOADER = "own-copy";
    static final String IN_USE = "in-use";
    private static final String LOCK = "lock";
    /** Held as long as the process lives, so that the copy is not taken for garbage. */
    private static FileLock use;

    private OwnCode() {}

    /** Whether a class was loaded from a copy. */
    public static boolean isIn(Class<?> main) {
        return LOADER.equals(main.getClassLoader().getName());
    }

    /**
     * Runs the main method of a class as the copy has it, and returns when that does.
     *
     * @param runs the folder of the run folders, where copies are kept
     * @param commit of the checkout that the classes were built in
     */
    public static void run(Path runs, Class<?> main, String commit, String... arguments) throws IOException {
        CodeCopy copy = alone(runs, () -> {
            CodeCopy made = CodeCopy.of(runs, ClassPath.of(main), commit);
            hold(made);
            return made;
        });
        run(copy, main, arguments);
    }

    /** What is done with the copies of a folder. */
    interface CopyTask<T> {
        T call() throws IOException;
    }

    /** One at a time: else a library of a copy that is being made would be taken for one that nobody needs. */
    static <T> T alone(Path folder, CopyTask<T> task) throws IOException {
        Path code = PrivateFiles.folder(folder.toAbsolutePath().normalize().resolve(CodeCopy.FOLDER));
        try (FileChannel channel = PrivateFiles.open(
                        code.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                FileLock alone = channel.lock()) {
            LOG.trace("{} is ours: {}", code, alone);
            return task.call();
        }
    }

    /** As above from a copy among what this user's programs keep; comes back at once where none can be kept there. */
    public static void runCached(Class<?> main, String commit, String... arguments) throws IOException {
        CodeCopy copy;
        try {
            copy = CodeCache.ofUser().copy(ClassPath.of(main), commit, OwnCode::hold);
        } catch (IOException | UncheckedIOException | ProblemException e) {
            LOG.debug("the classes are used from where they are: {}", e.toString());
            return;
        }
        run(copy, main, arguments);
    }

    private static void hold(CodeCopy copy) throws IOException {
        use = lock(copy.folder().resolve(IN_USE), true).orElse(null);
        if (use == null || !Files.exists(copy.folder().resolve(CodeCopy.CLASS_PATH))) {
            throw new IOException(copy.folder() + " is being removed");
        }
    }

    private static void run(CodeCopy copy, Class<?> main, String... arguments) throws IOException {
        ProgramFolder.keep(main);
        List<URL> urls = new ArrayList<>();
        for (Path entry : copy.entries()) {
            urls.add(url(entry));
        }
        // It is needed to the end of the process.
        ClassLoader loader = new URLClassLoader(LOADER, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Method method = loader.loadClass(main.getName()).getDeclaredMethod("main", String[].class);
            method.setAccessible(true);
            method.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(copy.folder() + " has no " + main.getName() + " that can be run", e);
        }
    }

    private static URL url(Path entry) throws MalformedURLException {
        return entry.toUri().toURL();
    }

    /** The commit of the code that a class was loaded from, where that is a copy. */
    public static Optional<String> commit(Class<?> type) throws IOException {
        try {
            Path folder = Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
            boolean isCopy = folder != null
                    && folder.getParent() != null
                    && folder.getParent().endsWith(CodeCopy.FOLDER)
                    && Files.isRegularFile(folder.resolve(CodeCopy.COMMIT));
            return isCopy ? Optional.of(Files.readString(folder.resolve(CodeCopy.COMMIT))) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether no process runs from a copy. */
    static boolean isFree(Path copy) throws IOException {
        Optional<FileLock> lock = lock(copy.resolve(IN_USE), false);
        if (lock.isPresent()) {
            lock.get().acquiredBy().close();
        }
        return lock.isPresent();
    }

    private static Optional<FileLock> lock(Path file, boolean shared) throws IOException {
        FileChannel channel = PrivateFiles.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, 1, shared);
        } catch (OverlappingFileLockException e) {
            // This process runs from it.
        }
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }
}
