package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFeaturesCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeLists() throws IOException {
        shell = new CommandShell(folder);
        Files.createDirectories(folder.resolve("lists"));
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(
                folder.resolve("lists/facescrub_features_list.json"), "{\"path\": [\"A/1.png\"], \"id\": [\"A\"]}");
        Files.writeString(
                folder.resolve("lists/megaface_features_list.json_1000000_1"),
                "{\"path\": [\"2.jpg\"], \"id\": [\"3\"]}");
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "megaface: {role: identify, format: megaface, path: images, list: lists}");
        // struct.pack('<4i2f', 2, 1, 4, 5, 0.5, -2) and (..., 1, 1)
        write("out/facescrub/A/1.png_x.bin", "020000000100000004000000050000000000003f000000c0");
        write("out/megaface/2.jpg_x.bin", "020000000100000004000000050000000000803f0000803f");
    }

    @Test
    void joinsTheFeaturesInTheOrderOfTheLists() {
        CommandShell.Answer answer = features();

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.json().getAsJsonObject().get("rows").getAsInt()).isEqualTo(2);
        assertThat(Npy.floatRows(folder.resolve("e.npy"))).isDeepEqualTo(new float[][] {{0.5f, -2}, {1, 1}});
    }

    @Test
    void refusesFeaturesOfDifferentLengths() throws IOException {
        write("out/megaface/2.jpg_x.bin", "010000000100000004000000050000000000803f");

        CommandShell.Answer answer = features();

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("a feature of 1 numbers");
    }

    @Test
    void namesAllFeaturesThatAreNotThere() throws IOException {
        Files.delete(folder.resolve("out/facescrub/A/1.png_x.bin"));
        Files.delete(folder.resolve("out/megaface/2.jpg_x.bin"));

        CommandShell.Answer answer = features();

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("1.png_x.bin: found no such file", "2.jpg_x.bin: found no such file")
                .contains("found 0 features of 2 images");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    private CommandShell.Answer features() {
        return shell.run(
                "data",
                "features",
                "megaface",
                "--folder",
                folder.resolve("out").toString(),
                "--suffix",
                "_x.bin",
                "--out",
                folder.resolve("e.npy").toString(),
                "--json");
    }

    private void write(String name, String hex) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, HexFormat.of().parseHex(hex));
    }
}
