package marginlab.bench.gpu;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where libtorch is: in the folder that the user names, in that of {@code PYTORCH_LIBRARY_PATH}, where DJL keeps what it unpacked or
 * downloaded, or on the class path.
 *
 * @param given by the user, or null
 * @param environment of the process
 * @param cache of DJL
 */
public record LibtorchSearch(Path given, Map<String, String> environment, Path cache) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})");
    private static final String NATIVES = "native/lib/pytorch.properties";

    /** On this machine. */
    public static LibtorchSearch here(Path given) {
        return new LibtorchSearch(given, System.getenv(), Utils.getEngineCacheDir("pytorch"));
    }

    /**
     * The first that somebody named, or the newest in the cache; one with CUDA before others.
     *
     * @param wanted version, that of DJL's native half; empty where PyTorch's engine is not on the class path
     * @param needsCuda whether there are GPUs
     */
    public Libtorch find(String wanted, boolean needsCuda) {
        if (wanted.isEmpty()) {
            return new Libtorch(
                    "",
                    "",
                    "",
                    false,
                    "PyTorch's engine is not on the class path",
                    "Build with the Maven profile -Ppytorch");
        }
        if (given != null) {
            return checked("--libtorch", given, wanted, needsCuda);
        }
        String named = environment.getOrDefault("PYTORCH_LIBRARY_PATH", "");
        if (!named.isEmpty()) {
            return checked("PYTORCH_LIBRARY_PATH", Path.of(named), wanted, needsCuda);
        }
        Optional<Path> kept = newest(wanted);
        boolean isBundled = LibtorchSearch.class.getClassLoader().getResource(NATIVES) != null;
        if (kept.isPresent() && (isCuda(kept.get()) || !isBundled)) {
            return checked("DJL's cache", kept.get(), wanted, needsCuda);
        }
        if (isBundled) {
            return new Libtorch(
                    "the class path", "", wanted, false, cpuOnly(needsCuda), needsCuda ? download(wanted) : "");
        }
        return new Libtorch("", "", "", false, "no libtorch on this machine", download(wanted));
    }

    /** The version that DJL's native half on the class path was built for; empty where there is none. */
    public static String wanted() {
        try (InputStream properties =
                LibtorchSearch.class.getClassLoader().getResourceAsStream("jnilib/pytorch.properties")) {
            return properties == null
                    ? ""
                    : version(new String(properties.readAllBytes(), StandardCharsets.UTF_8))
                            .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Libtorch checked(String source, Path folder, String wanted, boolean needsCuda) {
        Path lib = Files.isDirectory(folder.resolve("lib")) ? folder.resolve("lib") : folder;
        String path = lib.toAbsolutePath().normalize().toString();
        if (!hasLibrary(lib, "torch")) {
            return new Libtorch(source, path, "", false, "no libtorch in " + path, download(wanted));
        }
        boolean cuda = isCuda(lib);
        String version = version(lib).orElse("");
        if (!version.equals(wanted)) {
            String found = version.isEmpty() ? "libtorch of an unknown version" : "libtorch " + version;
            return new Libtorch(
                    source, path, "", cuda, found + " in " + path + ", expected " + wanted, download(wanted));
        }
        return new Libtorch(
                source,
                path,
                version,
                cuda,
                cuda ? "" : cpuOnly(needsCuda),
                cuda || !needsCuda ? "" : download(wanted));
    }

    private static String cpuOnly(boolean needsCuda) {
        return needsCuda ? "libtorch for processors only, which sees no GPU" : "";
    }

    private static String download(String wanted) {
        return "Unpack https://download.pytorch.org/libtorch/" + Libtorch.FLAVOUR
                + "/libtorch-cxx11-abi-shared-with-deps-" + wanted + "%2B" + Libtorch.FLAVOUR
                + ".zip and give its folder lib: --libtorch libtorch/lib";
    }

    private static boolean isCuda(Path lib) {
        return hasLibrary(lib, "torch_cuda");
    }

    private static boolean hasLibrary(Path lib, String name) {
        return Stream.of("lib" + name + ".so", name + ".dll", "lib" + name + ".dylib")
                .anyMatch(file -> Files.exists(lib.resolve(file)));
    }

    /** As the file build-version beside its folder says, or the name of its folder in the cache. */
    private static Optional<String> version(Path lib) {
        Path root = lib.toAbsolutePath().normalize();
        for (Path file : new Path[] {root.resolveSibling("build-version"), root.resolve("build-version")}) {
            try {
                return version(Files.readString(file));
            } catch (IOException e) {
                // The next place.
                continue;
            }
        }
        return version(root.getFileName().toString());
    }

    private static Optional<String> version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<Path> newest(String wanted) {
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(wanted))
                    .filter(folder -> hasLibrary(folder, "torch"))
                    .max(Comparator.comparing(LibtorchSearch::isCuda).thenComparing(Path::toString));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
