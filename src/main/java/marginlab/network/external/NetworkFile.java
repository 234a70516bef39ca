package marginlab.network.external;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import marginlab.file.PrivateFiles;
import marginlab.file.RegularFile;
import marginlab.file.hash.Sha256;
import marginlab.file.mxnet.ParamsFile;
import marginlab.file.onnx.OnnxFile;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The files of a network that others trained.
 *
 * @param format by the first bytes
 * @param files the one that was named or the symbol first, then those that belong to it
 */
public record NetworkFile(NetworkFormat format, List<Path> files) {
    private static final int START = 16;
    private static final int PIECE = 1 << 20;
    private static final String SYMBOL = "-symbol.json";
    private static final Pattern PARAMETERS = Pattern.compile("(.+)-\\d{4}\\.params");
    private static final String EXPECTED =
            "an MXNet symbol (*-symbol.json) or its parameters (*.params), ONNX, or TorchScript";

    public NetworkFile {
        files = List.copyOf(files);
    }

    /**
     * The files of a network by the one that the user names.
     *
     * @throws ProblemException where it is none, or another one is missing
     */
    public static NetworkFile of(Path named) {
        byte[] start = start(named);
        if (start.length == 0) {
            throw FileProblem.at(named.toString(), "an empty file", EXPECTED);
        }
        if (isText(start)) {
            return new NetworkFile(NetworkFormat.MXNET, List.of(named, parametersOf(named)));
        }
        if (isParameters(start)) {
            return new NetworkFile(NetworkFormat.MXNET, List.of(symbolOf(named), named));
        }
        if (start[0] == 'P' && start.length > 3 && start[1] == 'K') {
            return new NetworkFile(NetworkFormat.TORCHSCRIPT, List.of(named));
        }
        // The first field of an ONNX file, ir_version, as a number.
        if (start[0] == 8) {
            List<Path> files = new ArrayList<>(List.of(named));
            OnnxFile.read(named).external().stream()
                    .sorted()
                    .map(name -> beside(named, name))
                    .forEach(files::add);
            return new NetworkFile(NetworkFormat.ONNX, files);
        }
        throw FileProblem.at(
                named.toString(),
                start[0] == (byte) 0x80 ? "a pickle, which holds weights or a program" : "bytes of another format",
                EXPECTED);
    }

    private static byte[] start(Path named) {
        RegularFile.size(named);
        try (InputStream in = Files.newInputStream(named)) {
            return in.readNBytes(START);
        } catch (IOException e) {
            throw FileProblem.io(named, e);
        }
    }

    private static boolean isText(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
    }

    private static boolean isParameters(byte[] start) {
        return start.length >= Long.BYTES
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() == ParamsFile.MAGIC;
    }

    private static Path parametersOf(Path symbol) {
        String name = symbol.getFileName().toString();
        if (!name.endsWith(SYMBOL)) {
            throw FileProblem.at(
                    symbol.toString(), "JSON that is not called *" + SYMBOL, "NAME" + SYMBOL + " and NAME-0000.params");
        }
        String prefix = name.substring(0, name.length() - SYMBOL.length());
        List<Path> found = new ArrayList<>();
        try (Stream<Path> beside = Files.list(symbol.toAbsolutePath().getParent())) {
            beside.filter(file -> {
                        Matcher matcher = PARAMETERS.matcher(file.getFileName().toString());
                        return matcher.matches() && matcher.group(1).equals(prefix);
                    })
                    .sorted()
                    .forEach(found::add);
        } catch (IOException e) {
            throw FileProblem.io(symbol, e);
        }
        if (found.size() != 1) {
            throw new ProblemException(new Problem(
                    symbol.toString(),
                    found.isEmpty() ? "no parameters beside it" : "parameters of " + found.size() + " epochs beside it",
                    prefix + "-0000.params",
                    found.isEmpty() ? "" : "Name one of them in place of the symbol"));
        }
        RegularFile.size(found.get(0));
        return symbol.resolveSibling(found.get(0).getFileName());
    }

    private static Path symbolOf(Path parameters) {
        Matcher matcher = PARAMETERS.matcher(parameters.getFileName().toString());
        Path symbol = matcher.matches() ? parameters.resolveSibling(matcher.group(1) + SYMBOL) : null;
        if (symbol == null || !Files.exists(symbol)) {
            throw FileProblem.at(
                    parameters.toString(),
                    "arrays without their network",
                    (symbol == null ? "NAME" + SYMBOL + " beside NAME-0000.params" : symbol.toString()));
        }
        RegularFile.size(symbol);
        return symbol;
    }

    /** A file of arrays in the folder of an ONNX file, and nowhere else. */
    private static Path beside(Path onnx, String name) {
        Path folder = onnx.toAbsolutePath().normalize().getParent();
        String place = onnx + " external data '" + name + "'";
        Path file;
        try {
            file = folder.resolve(name).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new ProblemException(new Problem(place, "a name that no file can have", "the name of a file"), e);
        }
        if (Path.of(name).isAbsolute() || !file.startsWith(folder) || name.isEmpty() || file.equals(folder)) {
            throw FileProblem.at(place, "a place outside the folder of the network", "a file inside it");
        }
        for (Path way = file; !way.equals(folder); way = way.getParent()) {
            if (Files.isSymbolicLink(way)) {
                throw FileProblem.at(place, "a link", "a file in the folder of the network itself");
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw FileProblem.at(place, Files.exists(file) ? "no file" : "nothing there", "a file of arrays");
        }
        return file;
    }

    /** The SHA-256 of the file; of several, of their hashes in their order. */
    public String hash() {
        List<String> hashes = files.stream().map(NetworkFile::hash).toList();
        return hashes.size() == 1 ? hashes.get(0) : Sha256.hex(String.join("\n", hashes));
    }

    private static String hash(Path file) {
        MessageDigest digest = Sha256.begin();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count > 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
        } catch (IOException e) {
            throw FileProblem.io(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Copies the files into a folder, under the names that they have to each other. */
    public NetworkFile copyTo(Path folder) {
        Path from = files.get(0).toAbsolutePath().normalize().getParent();
        List<Path> copies = new ArrayList<>();
        for (Path file : files) {
            Path copy = folder.resolve(
                    from.relativize(file.toAbsolutePath().normalize()).toString());
            try {
                PrivateFiles.folder(copy.getParent());
                Files.copy(file, PrivateFiles.file(copy), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw FileProblem.io(file, e);
            }
            copies.add(copy);
        }
        return new NetworkFile(format, copies);
    }

    /** The file that a user names: the symbol, or the only one. */
    public Path main() {
        return files.get(0);
    }

    /** What the files say; all of it is checked. */
    public NetworkFacts facts() {
        return content().facts();
    }

    NetworkContent content() {
        return switch (format) {
            case MXNET -> MxnetContent.read(files.get(0), files.get(1));
            case ONNX -> OnnxContent.read(this);
            case TORCHSCRIPT -> TorchScriptContent.read(files.get(0));
        };
    }
}
