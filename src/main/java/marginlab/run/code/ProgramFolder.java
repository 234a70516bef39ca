package marginlab.run.code;

import java.io.File;
import java.nio.file.Path;

/**
 * The folder that the program was installed in: of a checkout the one with the sources, of a jar elsewhere the jar's. Whoever writes
 * there could change the program itself, so what stands there is trusted as it is.
 */
public final class ProgramFolder {
    /** Where it is, for a copy of the classes, which lies elsewhere. */
    private static final String PROPERTY = "marginlab.program";

    private static final String BUILT = "target";

    private ProgramFolder() {}

    /** That of a class. */
    public static Path of(Class<?> main) {
        String kept = System.getProperty(PROPERTY);
        return kept == null ? of(ClassPath.of(main)) : Path.of(kept);
    }

    /** Keeps it for the copy of the classes that this process goes on with. */
    static void keep(Class<?> main) {
        System.setProperty(PROPERTY, of(main).toString());
    }

    static Path of(String classPath) {
        Path first =
                Path.of(classPath.split(File.pathSeparator)[0]).toAbsolutePath().normalize();
        Path folder = first.getParent() == null ? first : first.getParent();
        return folder.endsWith(BUILT) ? folder.getParent() : folder;
    }
}
