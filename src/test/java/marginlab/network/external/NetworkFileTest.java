package marginlab.network.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import marginlab.file.FileDamage;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheOtherFileOfAnMxnetNetwork() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        Path parameters = folder.resolve("tiny-0000.params");

        assertThat(NetworkFile.of(symbol).files()).containsExactly(symbol, parameters);
        assertThat(NetworkFile.of(parameters).files()).containsExactly(symbol, parameters);
        assertThat(NetworkFile.of(symbol).format()).isEqualTo(NetworkFormat.MXNET);
    }

    @Test
    void hashesOneFileAsEverybodyDoes() throws IOException, NoSuchAlgorithmException {
        Path file = TinyNetworks.onnx(folder.resolve("tiny.onnx"), 4, 4, null);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));

        assertThat(NetworkFile.of(file).hash()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void hasAnotherHashWhereAnotherOfItsFilesChanges() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        String before = NetworkFile.of(symbol).hash();
        Path parameters = folder.resolve("tiny-0000.params");
        byte[] bytes = Files.readAllBytes(parameters);
        bytes[100]++;
        Files.write(parameters, bytes);

        assertThat(NetworkFile.of(symbol).hash()).isNotEqualTo(before);
    }

    @Test
    void asksWhichEpochIsMeant() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        TinyNetworks.parameters(folder.resolve("tiny-0007.params"));

        assertProblem(symbol, "parameters of 2 epochs");
        assertThat(NetworkFile.of(folder.resolve("tiny-0007.params")).files())
                .containsExactly(symbol, folder.resolve("tiny-0007.params"));
    }

    @Test
    void namesWhatIsNoNetwork() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        Files.delete(folder.resolve("tiny-0000.params"));
        assertProblem(symbol, "no parameters beside it");
        assertProblem(Files.write(folder.resolve("empty.onnx"), new byte[0]), "an empty file");
        assertProblem(folder, "a folder");
        assertProblem(folder.resolve("nowhere.onnx"), "no such file");
        assertProblem(Files.writeString(folder.resolve("text.onnx"), "hello"), "bytes of another format");
        assertProblem(Files.write(folder.resolve("weights.pth"), new byte[] {(byte) 0x80, 2, '}', '.'}), "a pickle");
        assertProblem(Files.createSymbolicLink(folder.resolve("gone.onnx"), Path.of("gone")), "no such file");
        assertProblem(Files.createSymbolicLink(folder.resolve("endless.onnx"), Path.of("/dev/zero")), "a device");
    }

    @Test
    void saysThatWeightsAloneAreNoNetwork() throws IOException {
        Path file = folder.resolve("backbone.pth");
        TinyNetworks.torchScript(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.writeString(
                file,
                new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("net/code/", "net/data/"),
                java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> NetworkFile.of(file).facts())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("backbone.pth")
                .hasMessageContaining("weights without a network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.bin", "/etc/passwd", "a/../../outside.bin", "link.bin", "missing.bin", ".", ""})
    void takesArraysFromTheFolderOfAnOnnxFileAlone(String location) throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.write(folder.resolve("outside.bin"), TinyNetworks.weightBytes());
        Files.createSymbolicLink(inner.resolve("link.bin"), folder.resolve("outside.bin"));
        Path file = TinyNetworks.onnx(inner.resolve("tiny.onnx"), 4, 4, location);

        assertProblem(file, "external data '" + location + "'");
    }

    @Test
    void takesArraysFromBesideAnOnnxFile() throws IOException {
        Path file = TinyNetworks.onnx(folder.resolve("tiny.onnx"), 4, 4, "parts/w.bin");
        Files.createDirectories(folder.resolve("parts"));
        Files.write(folder.resolve("parts/w.bin"), TinyNetworks.weightBytes());
        NetworkFile network = NetworkFile.of(file);

        NetworkFile copy = network.copyTo(Files.createDirectories(folder.resolve("copy")));

        assertThat(copy.files()).containsExactly(folder.resolve("copy/tiny.onnx"), folder.resolve("copy/parts/w.bin"));
        assertThat(copy.hash()).isEqualTo(network.hash());
    }

    @Test
    void missesArraysByTheirNames() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        Files.writeString(symbol, TinyNetworks.symbol("Pooling").replace("\"gamma\"", "\"other_gamma\""));

        assertThatThrownBy(() -> NetworkFile.of(symbol).facts())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("tiny-0000.params")
                .hasMessageContaining("other_gamma");
    }

    @Test
    void endsWellOrWithAProblemWhateverIsInItsFiles() throws IOException {
        Path symbol = TinyNetworks.mxnet(folder);
        Path onnx = TinyNetworks.onnx(folder.resolve("tiny.onnx"), 4, 4, null);
        Path torch = TinyNetworks.torchScript(folder.resolve("net.pt"));

        FileDamage.survives(symbol, 400, () -> NetworkFile.of(symbol).facts());
        FileDamage.survives(
                folder.resolve("tiny-0000.params"),
                400,
                () -> NetworkFile.of(symbol).facts());
        FileDamage.survives(onnx, 400, () -> NetworkFile.of(onnx).facts());
        FileDamage.survives(torch, 400, () -> NetworkFile.of(torch).facts());
    }

    private static void assertProblem(Path file, String found) {
        assertThatThrownBy(() -> NetworkFile.of(file).facts())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(found);
    }
}
