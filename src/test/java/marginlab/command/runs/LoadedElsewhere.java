package marginlab.command.runs;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.Main;

/** Runs the program with a class loader of its own, as Maven does: the classes are not those of {@code java.class.path}. */
public final class LoadedElsewhere {
    private LoadedElsewhere() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getenv("CLASSPATH").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        // The process ends with it.
        ClassLoader loader =
                new URLClassLoader("as-maven", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(Main.class.getName()).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
