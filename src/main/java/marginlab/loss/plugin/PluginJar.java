package marginlab.loss.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import marginlab.file.hash.Sha256;
import marginlab.loss.label.TermParameter;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/** A jar with losses; reading it runs its code. */
public final class PluginJar {
    private static final long LARGEST = 64L << 20;
    private static final long LARGEST_UNPACKED = 256L << 20;
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_PARAMETERS = 12;
    private static final int LONGEST_NAME = 60;
    private static final String SERVICE = "META-INF/services/" + LossPlugin.class.getName();

    /** As an objective has it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");

    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final Path file;
    private final byte[] bytes;
    private final String hash;

    private PluginJar(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.hash = HexFormat.of().formatHex(Sha256.of(bytes));
    }

    public Path file() {
        return file;
    }

    /** SHA-256 in hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** Its bytes, as they were read. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of a jar whose code is not run. */
    public static String hash(Path file) throws IOException {
        return read(file).hash;
    }

    private static PluginJar read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new ProblemException(new Problem(
                    file.toString(),
                    Files.isRegularFile(file) ? Files.size(file) + " bytes" : "no file",
                    "a jar of at most " + (LARGEST >> 20) + " MB"));
        }
        return new PluginJar(file, Files.readAllBytes(file));
    }

    /**
     * The losses of a jar.
     *
     * @throws ProblemException with all that is wrong with it
     */
    public static List<PluginLoss> losses(Path file) {
        try {
            return read(file).losses();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(file.toString(), "what cannot be read: " + e.getMessage(), "a jar with a loss"), e);
        }
    }

    private List<PluginLoss> losses() throws IOException {
        Map<String, byte[]> entries = entries();
        if (!entries.containsKey(SERVICE)) {
            throw new ProblemException(new Problem(
                    file.toString(),
                    "no " + SERVICE,
                    "a jar that names its losses there, a class a line",
                    "Move other jars out of the folder"));
        }
        List<NumberCall> numberCalls = NumberCall.of(entries);
        ClassLoader loader = new PluginClassLoader(file.getFileName().toString(), entries);
        List<PluginLoss> losses = new ArrayList<>();
        Problems problems = new Problems();
        try {
            for (ServiceLoader.Provider<LossPlugin> provider :
                    ServiceLoader.load(LossPlugin.class, loader).stream().toList()) {
                if (provider.type().getClassLoader() == loader) {
                    problems.gather(() -> loss(provider.get(), numberCalls)).ifPresent(losses::add);
                }
            }
        } catch (RuntimeException | ServiceConfigurationError | LinkageError | StackOverflowError e) {
            problems.add(problem(e));
        }
        problems.raise();
        return losses;
    }

    private PluginLoss loss(LossPlugin plugin, List<NumberCall> numberCalls) {
        String type = plugin.getClass().getName();
        int version = plugin.interfaceVersion();
        if (version != LossPlugin.VERSION) {
            throw new ProblemException(new Problem(
                    file.toString(),
                    type + " for version " + version + " of LossPlugin",
                    "version " + LossPlugin.VERSION,
                    "Build it against this marginlab"));
        }
        Problems problems = new Problems();
        String name = String.valueOf(plugin.name());
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            problems.add(file.toString(), "'" + name + "' as the name of " + type, "letters and digits", "");
        }
        if (plugin.formula() == null || plugin.source() == null || plugin.needs() == null) {
            problems.add(file.toString(), "null of " + type, "a formula, a source and needs, which may be empty", "");
        }
        List<TermParameter> parameters = plugin.parameters();
        if (parameters == null || parameters.size() > MOST_PARAMETERS) {
            problems.add(file.toString(), "the parameters of " + type, "a list of at most " + MOST_PARAMETERS, "");
        } else {
            Set<String> names = new HashSet<>();
            parameters.forEach(parameter -> check(parameter, names, problems));
        }
        problems.raise();
        return PluginLoss.of(plugin, this, numberCalls);
    }

    private void check(TermParameter parameter, Set<String> names, Problems problems) {
        String name = parameter.name();
        if (name.length() > LONGEST_NAME || !PARAMETER.matcher(name).matches() || name.equals("needs")) {
            problems.add(file.toString(), "a parameter called '" + name + "'", "letters and digits, such as m1", "");
        }
        if (!names.add(name)) {
            problems.add(file.toString(), "two parameters called " + name, "each name once", "");
        }
        if (!parameter.range().contains(parameter.standard())) {
            problems.add(
                    file.toString(),
                    name + " = " + parameter.standard(),
                    parameter.range().text(),
                    "");
        }
    }

    /** What its code threw, at the place of the jar. */
    public Problem problem(Throwable thrown) {
        Throwable cause =
                thrown instanceof ServiceConfigurationError && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean isOld = cause instanceof LinkageError && !(cause instanceof ExceptionInInitializerError);
        return new Problem(
                file.toString(),
                isOld ? "code for another version of marginlab or Java: " + cause : "code that throws " + at(cause),
                isOld ? "code for this one" : "a loss",
                isOld ? "Build it against this marginlab" : "");
    }

    /** What was thrown, with the line of the author's code that it came through. */
    private static String at(Throwable thrown) {
        Throwable cause =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        String ours = LossPlugin.class.getClassLoader().getName();
        for (StackTraceElement element : cause.getStackTrace()) {
            String loader = element.getClassLoaderName();
            if (loader != null && !loader.equals("app") && !loader.equals("platform") && !loader.equals(ours)) {
                return cause + " at " + element.getClassName() + "." + element.getMethodName() + "("
                        + element.getFileName() + ":" + element.getLineNumber() + ")";
            }
        }
        return cause.toString();
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        long unpacked = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) (LARGEST_UNPACKED - unpacked + 1));
                unpacked += content.length;
                if (unpacked > LARGEST_UNPACKED || entries.size() >= MOST_ENTRIES) {
                    throw new ZipException(
                            "more than " + MOST_ENTRIES + " entries or " + (LARGEST_UNPACKED >> 20) + " MB unpacked");
                }
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), content);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ZipException("names that are no text");
        }
        if (entries.isEmpty()) {
            throw new ZipException("no jar");
        }
        return entries;
    }
}
