package marginlab.loss.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Jars of losses that tests build, as their authors would, but without Maven and so without a network. */
public final class BuiltJar {
    private static final String SERVICE = "META-INF/services/marginlab.loss.plugin.LossPlugin";

    private BuiltJar() {}

    /** The example project's classes. */
    public static Path classesOfTheExample(Path into, String part) throws IOException {
        Path sources = Path.of("examples/loss-jar/src", part, "java");
        try (Stream<Path> files = Files.walk(sources)) {
            return compile(
                    into,
                    System.getProperty("java.class.path") + File.pathSeparator + into,
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(BuiltJar::source)
                            .toList());
        }
    }

    /** The example project's jar, as {@code mvn package} makes it. */
    public static Path ofTheExample(Path folder) throws IOException {
        Path classes = classesOfTheExample(Files.createTempDirectory(folder, "classes"), "main");
        String service = Files.readString(Path.of("examples/loss-jar/src/main/resources", SERVICE));
        return jar(folder.resolve("hardest-other-1.0.jar"), classes, service);
    }

    /** A jar of one class, whose text this is. */
    public static Path of(Path jar, String text) throws IOException {
        Path scratch = Files.createTempDirectory(Files.createDirectories(jar.getParent()), "classes");
        Path classes = compile(scratch, System.getProperty("java.class.path"), List.of(source("Mine", text)));
        return jar(jar, classes, "Mine\n");
    }

    /** A class {@code Mine} with a loss of one parameter. */
    public static String mine(String version, String name, String value) {
        return """
                import marginlab.loss.batch.*;
                import marginlab.loss.label.*;
                import marginlab.loss.plugin.*;
                import java.util.*;
                public class Mine implements LossPlugin {
                    public int interfaceVersion() { return %s; }
                    public String name() { return "%s"; }
                    public String formula() { return "m"; }
                    public List<TermParameter> parameters() {
                        return List.of(new TermParameter("m", 0.3, ParameterRange.COSINE));
                    }
                    public LossValue value(LossBatch batch, double[] numbers) {
                        %s
                    }
                }
                """.formatted(version, name, value);
    }

    /** The same with a loss that works. */
    public static String mine() {
        return mine(
                "LossPlugin.VERSION", "Mine", "return batch.softmax(batch.targetCosines().sub((float) numbers[0]));");
    }

    /** Classes in a folder, packed with the file that names them. */
    public static Path jar(Path jar, Path classes, String service) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            put(zip, SERVICE, service.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                put(zip, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Compiles sources into a folder. */
    public static Path compile(Path into, String classPath, List<SimpleJavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler)
                .as("a JDK, not a JRE, has a compiler")
                .isNotNull()
                .satisfies(javac -> assertThat(javac.getTask(
                                        null,
                                        null,
                                        null,
                                        List.of(
                                                "--release",
                                                "17",
                                                "-proc:none",
                                                "-cp",
                                                classPath,
                                                "-d",
                                                into.toString()),
                                        null,
                                        sources)
                                .call())
                        .isTrue());
        return into;
    }

    static SimpleJavaFileObject source(String name, String text) {
        return new Text(URI.create("string:///" + name + ".java"), text);
    }

    private static SimpleJavaFileObject source(Path file) {
        try {
            return new Text(file.toUri(), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A source in memory. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
