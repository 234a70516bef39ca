package marginlab.run.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.file.hash.Sha256;

/**
 * Which code trains: a hash for each part of it that a result hangs on. Finer than a commit, which changes with a page of the
 * manual and does not change with what was not committed; and the same on every machine that built the same classes.
 *
 * @param parts hash by part: {@code loss}, {@code network}, the versions of libraries
 */
public record TrainingCode(SortedMap<String, String> parts) {
    /** The name of the fact among the provenance of a run. */
    public static final String FACT = "code";

    private static final int DIGITS = 8;

    /** Rooms and what they are part of; a room within one of these belongs to it. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "loss", List.of("loss"),
            "network", List.of("network"),
            "train", List.of("train", "run/worker", "run/score", "random"),
            "engine", List.of("engine"),
            "image", List.of("image"),
            "data",
                    List.of(
                            "dataset/batch",
                            "dataset/reader",
                            "dataset/pack",
                            "synthetic",
                            "file/recordio",
                            "file/npy"),
            "protocol", List.of("protocol"),
            "settings", List.of("experiment/setting"));

    /** Where libraries say their versions. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "djl", "ai/djl/engine/api.properties",
            "mxnet", "native/lib/mxnet.properties",
            "pytorch", "native/lib/pytorch.properties");

    /** Of this process; read once, from some hundred small files. */
    private static final class Here {
        static final TrainingCode CODE = read();

        private Here() {}
    }

    public TrainingCode {
        parts = new TreeMap<>(parts);
    }

    /** The code of this process. */
    public static TrainingCode here() {
        return Here.CODE;
    }

    /** {@code data 1f0c22aa, djl 7be1..., loss 3a90...}; {@link #parse} reads it back. */
    public String text() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
    }

    static TrainingCode parse(String text) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (String part : text.split(", ")) {
            int space = part.indexOf(' ');
            parts.put(space < 0 ? part : part.substring(0, space), part.substring(space + 1));
        }
        return new TrainingCode(parts);
    }

    /** The parts that are not the same; versions of an engine that only one of the two has are of no other's concern. */
    List<String> differences(TrainingCode other) {
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        return names.stream()
                .filter(name -> ROOMS.containsKey(name) || parts.containsKey(name) && other.parts.containsKey(name))
                .filter(name -> !String.valueOf(parts.get(name)).equals(other.parts.get(name)))
                .toList();
    }

    private static TrainingCode read() {
        try {
            Path source = Path.of(TrainingCode.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            SortedMap<String, String> parts = of(files(source));
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                try (InputStream stream = TrainingCode.class.getClassLoader().getResourceAsStream(library.getValue())) {
                    if (stream != null) {
                        String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                        parts.put(library.getKey(), Sha256.hex(text).substring(0, DIGITS));
                    }
                }
            }
            return new TrainingCode(parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes that come from no file", e);
        }
    }

    /** @param files class files and resources by their path below the root package */
    static SortedMap<String, String> of(Map<String, byte[]> files) {
        SortedMap<String, String> parts = new TreeMap<>();
        ROOMS.forEach((part, rooms) -> {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(files).forEach((name, bytes) -> {
                if (rooms.stream().anyMatch(room -> name.startsWith(room + "/"))) {
                    byte[] counted = name.endsWith(".class") ? ClassDigest.of(bytes) : bytes;
                    text.append(name)
                            .append(' ')
                            .append(HexFormat.of().formatHex(Sha256.of(counted)))
                            .append('\n');
                }
            });
            parts.put(part, Sha256.hex(text.toString()).substring(0, DIGITS));
        });
        return parts;
    }

    private static Map<String, byte[]> files(Path source) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (Files.isDirectory(source)) {
            Path root = source.resolve("marginlab");
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path file : tree.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    if (isCounted(name)) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
            return files;
        }
        try (JarFile jar = new JarFile(source.toFile())) {
            for (JarEntry entry : new ArrayList<>(jar.stream().toList())) {
                String name = entry.getName().replaceFirst("^marginlab/", "");
                if (!entry.isDirectory() && isCounted(name)) {
                    files.put(name, jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    private static boolean isCounted(String name) {
        return !name.endsWith("package-info.class")
                && ROOMS.values().stream().flatMap(List::stream).anyMatch(room -> name.startsWith(room + "/"));
    }
}
