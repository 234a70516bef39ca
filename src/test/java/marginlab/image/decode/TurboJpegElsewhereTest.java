package marginlab.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines whose libjpeg-turbo is missing, broken, too old, or another library: images are read and written all the same. */
@Tag("installed")
final class TurboJpegElsewhereTest {
    @TempDir
    private Path folder;

    /** What a process on such a machine does with an image. */
    static final class Machine {
        private Machine() {}

        public static void main(String[] arguments) {
            byte[] rgb = new byte[new ImageDecoder(16).bytes()];
            Arrays.fill(rgb, (byte) 77);
            byte[] jpeg = JpegEncoder.encode(rgb, 16, 16, JpegEncoder.QUALITY);
            for (boolean turbo : new boolean[] {true, false}) {
                byte[] read = new byte[rgb.length];
                new ImageDecoder(16, turbo).decode(jpeg, () -> "an image", read);
                System.out.println(Arrays.equals(read, rgb));
                System.out.println(Arrays.equals(new JpegEncoder(turbo).bytes(rgb, 16, 16, JpegEncoder.QUALITY), jpeg));
            }
            System.out.println(TurboJpeg.codec());
            System.out.println(TurboJpeg.obstacle());
        }
    }

    /** The codec and the obstacle, once everything was read and written rightly. */
    private List<String> on(String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.add(Machine.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("MARGINLAB_JPEG");
        Process process = builder.start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(said.subList(0, 4)).containsOnly("true");
        return List.of(said.get(4), said.size() > 5 ? said.get(5) : "");
    }

    private String named() {
        return System.mapLibraryName("turbojpeg");
    }

    @Test
    void leavesALibraryAloneThatHasTheNameAndNotTheFunctions() throws Exception {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        if (!Files.exists(other)) {
            other = Path.of(System.getProperty("java.home"), "bin", System.mapLibraryName("zip"));
        }
        Files.copy(other, folder.resolve(named()));

        List<String> said = on("-Djna.library.path=" + folder);

        assertThat(said.get(0)).isEqualTo("JDK");
        assertThat(said.get(1))
                .startsWith(folder.resolve(named()) + " is not used (")
                .contains("tj")
                .endsWith("brings a faster one");
    }

    /** Where the system has a sound one too, that may be taken. */
    @Test
    void doesWithoutALibraryThatIsNone() throws Exception {
        Files.writeString(folder.resolve(named()), "no library");

        assertThat(on("-Djna.library.path=" + folder).get(0)).isIn("JDK", "libjpeg-turbo");
    }

    @Test
    void doesWithoutTheWayToAnyLibrary() throws Exception {
        List<String> said = on("-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.boot.library.path=" + folder);

        assertThat(said)
                .containsExactly(
                        "JDK",
                        "'apt-get install libturbojpeg0' (on Ubuntu libturbojpeg) or 'brew install"
                                + " jpeg-turbo' brings a faster one");
    }

    /** As a Debian package of JNA that is older than ours, found first, would have it. */
    @Test
    void doesWithoutALibraryWhereTheSystemHasAnotherVersionOfTheWayThere() throws Exception {
        Path none = Files.createDirectory(folder.resolve("none"));

        assertThat(on("-Djna.nounpack=true", "-Djna.boot.library.path=" + none).get(0))
                .isEqualTo("JDK");
    }
}
