package marginlab.loss.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.file.hash.Sha256;
import marginlab.loss.TermKind;
import marginlab.loss.formula.LossDefinitions;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars of losses: what is in them, and what is wrong with each that is none. */
final class PluginFolderTest {
    @TempDir
    Path folder;

    private Map<String, PluginLoss> losses() {
        return PluginFolder.losses(folder, TermKind.titles());
    }

    private void isRefused(String... reasons) {
        assertThatThrownBy(this::losses).isInstanceOf(ProblemException.class).hasMessageContainingAll(reasons);
    }

    @Test
    void knowsTheLossesOfAJarByItsHash() throws IOException {
        Path jar = BuiltJar.ofTheExample(folder);

        PluginLoss loss = losses().get("HardestOther");

        assertThat(loss.hash()).isEqualTo(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(jar))));
        assertThat(loss.heading()).isEqualTo("HardestOther(m)");
        assertThat(loss.text()).isEqualTo("jar " + loss.hash() + "; m 0.3 cosine; needs centres");
    }

    /** Names and comments of an archive change its hash, another name of the file does not. */
    @Test
    void aLossIsItsJarsContentWhateverTheFileIsCalled() throws IOException {
        Path jar = BuiltJar.of(folder.resolve("one.jar"), BuiltJar.mine());
        PluginLoss one = losses().get("Mine");
        Files.move(jar, folder.resolve("other.jar"));

        assertThat(losses().get("Mine")).isEqualTo(one);
        BuiltJar.of(folder.resolve("other.jar"), BuiltJar.mine().replace("0.3", "0.4"));
        assertThat(losses().get("Mine")).isNotEqualTo(one);
    }

    @Test
    void itsTextReadsBackWithoutTheJar() throws IOException {
        BuiltJar.of(folder.resolve("mine.jar"), BuiltJar.mine());
        PluginLoss loss = losses().get("Mine");
        LossDefinitions definitions = LossDefinitions.ofJars(List.of(loss));

        LossDefinitions read = LossDefinitions.of(definitions.texts());

        assertThat(read).isEqualTo(definitions);
        assertThat(read.ofJars().get("Mine").needs()).isEqualTo(loss.needs());
        assertThatThrownBy(() -> read.ofJars().get("Mine").plugin())
                .hasMessageContainingAll("Mine: found no jar of it", loss.hash(), "--plugins");
        assertThatThrownBy(() -> PluginLoss.parse("Mine", "jar 12; m 0.3 cosine"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0                     | Mine    | Mine for version 0 of LossPlugin; expected version 1
            2                     | Mine    | Mine for version 2 of LossPlugin
            LossPlugin.VERSION    | ArcFace | the loss ArcFace; expected a name that no built-in loss has
            LossPlugin.VERSION    | My Loss | 'My Loss' as the name of Mine
            Integer.parseInt("x") | Mine    | java.lang.NumberFormatException: For input string: "x" at Mine.interfaceVersion(Mine.java:6)
            """)
    void refusesWithTheNameOfTheJar(String version, String name, String reason) throws IOException {
        Path jar = BuiltJar.of(folder.resolve("mine.jar"), BuiltJar.mine(version, name, "return null;"));

        isRefused(jar.toString(), reason);
    }

    @Test
    void namesEveryJarThatIsWrongAtOnce() throws IOException {
        Files.writeString(folder.resolve("text.jar"), "no jar at all");
        Files.write(folder.resolve("empty.jar"), new byte[0]);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("library.jar")))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }
        BuiltJar.jar(folder.resolve("absent.jar"), Files.createTempDirectory(folder, "none"), "not.There\n");
        Files.createDirectory(folder.resolve("folder.jar"));

        isRefused(
                "text.jar: found what cannot be read: no jar",
                "empty.jar: found what cannot be read: no jar",
                "library.jar: found no META-INF/services/marginlab.loss.plugin.LossPlugin",
                "absent.jar: found code that throws",
                "not.There",
                "folder.jar: found no file");
    }

    @Test
    void namesBothJarsOfOneName() throws IOException {
        BuiltJar.of(folder.resolve("a.jar"), BuiltJar.mine());
        BuiltJar.of(folder.resolve("b.jar"), BuiltJar.mine());

        isRefused("b.jar: found the loss Mine; expected a name that is not in ", "a.jar too");
    }

    /** As a jar that an older marginlab's author built: its class lacks a method that the interface now has. */
    @Test
    void tellsCodeForAnotherVersion() throws IOException {
        String old = BuiltJar.mine().replaceAll("public String formula.*\n", "");
        Path stub = Files.createTempDirectory(folder, "stub");
        BuiltJar.compile(
                stub,
                System.getProperty("java.class.path"),
                List.of(BuiltJar.source("marginlab/loss/plugin/LossPlugin", """
                package marginlab.loss.plugin;
                public interface LossPlugin {
                    int VERSION = 1;
                    int interfaceVersion();
                    String name();
                    java.util.List<marginlab.loss.label.TermParameter> parameters();
                    marginlab.loss.batch.LossValue value(LossBatch batch, double[] numbers);
                }
                """)));
        Path classes = Files.createTempDirectory(folder, "classes");
        BuiltJar.compile(
                classes,
                stub + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                List.of(BuiltJar.source("Mine", old)));
        BuiltJar.jar(folder.resolve("old.jar"), classes, "Mine\n");

        isRefused(
                "old.jar: found code for another version of marginlab or Java: java.lang.AbstractMethodError",
                "Build it against this marginlab");
    }

    /** Whichever way the class calls them; what takes two arrays, and what the tape keeps nothing of, is as it was. */
    @Test
    void findsTheCallsThatPyTorchWouldLoseNumbersBy() throws IOException {
        Path jar = BuiltJar.of(folder.resolve("mine.jar"), BuiltJar.mine("LossPlugin.VERSION", "Mine", """
                        var x = batch.cosines();
                        java.util.function.BiFunction<ai.djl.ndarray.NDArray, Number, ai.djl.ndarray.NDArray> power =
                                ai.djl.ndarray.NDArray::pow;
                        x = power.apply(x.mul(2f), 3f).mul(x).div(x.add(1f)).sub(1f).clip(0f, 1f);
                        return LossValue.of(x.mean());
                        """));
        PluginLoss loss = losses().get("Mine");

        assertThat(loss.problemOnPyTorch("Mine(0.3)").orElseThrow().toString())
                .startsWith(jar + ": found ")
                .contains(
                        "NDArray.mul(Number) in class Mine",
                        "NDArray.pow(Number) in class Mine",
                        "Mine(0.3) on PyTorch")
                .contains("expected batch.", "batch.mul(x, number)", "batch.pow(x, number)", "engine: MXNet")
                .doesNotContain("div", "clip", "sub(");
    }

    @Test
    void findsNoneWhereTheBatchComputesWithNumbers() throws IOException {
        BuiltJar.ofTheExample(folder);
        BuiltJar.of(folder.resolve("mine.jar"), BuiltJar.mine());

        assertThat(losses().get("HardestOther").problemOnPyTorch("")).isEmpty();
        assertThat(losses().get("Mine").problemOnPyTorch("")).isEmpty();
    }

    @Test
    void boundsWhatAJarUnpacksTo() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("bomb.jar")))) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }

        isRefused("bomb.jar: found what cannot be read: more than", "256 MB unpacked");
    }

    @Test
    void loadsNothingThatEverybodyMayWrite() throws IOException {
        Path jar = BuiltJar.of(folder.resolve("mine.jar"), "public class Mine { static { System.exit(3); } }");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));

        isRefused("mine.jar: found what everybody may write to", "chmod o-w");
    }

    @Test
    void saysThatAFolderHasNone() {
        isRefused(folder + ": found a folder without a jar");
        assertThatThrownBy(() -> PluginFolder.losses(folder.resolve("x"), List.of()))
                .hasMessageContaining("x: found no folder");
    }
}
