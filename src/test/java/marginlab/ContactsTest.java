package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import marginlab.doctor.EngineProbe;
import marginlab.pipeline.TinyExperiment;
import marginlab.run.coordinate.SweepJar;
import marginlab.run.device.VisibleGpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a process of ours contacts, and the processes that it starts. */
@EnabledForJreRange(
        max = JRE.JAVA_23,
        disabledReason = "needs Java's security manager, which Java 24 does without, to hear of every address")
class ContactsTest {
    @TempDir
    private Path folder;

    /** The addresses beyond this machine, in order. */
    private List<String> contacted() throws IOException {
        Path file = folder.resolve("contacts.txt");
        if (!Files.exists(file)) {
            return List.of();
        }
        Set<String> here =
                new TreeSet<>(List.of("localhost", InetAddress.getLocalHost().getHostName()));
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            Collections.list(card.getInetAddresses())
                    .forEach(address -> here.add(address.getHostAddress().replaceFirst("%.*", "")));
        }
        return Files.readAllLines(file).stream()
                .filter(address ->
                        !here.contains(address.replaceFirst(":-?\\d+$", "").replaceAll("[\\[\\]]|%.*", "")))
                .toList();
    }

    /** What a user may write who has a trained network. */
    static final class OfAUser {
        private OfAUser() {}

        public static void main(String[] arguments) {
            try (Model model = Model.newInstance("face", "MXNet")) {
                System.out.println(model.getName());
            }
        }
    }

    /** Runs a class to its end, with its worker processes. */
    private void run(Class<?> main, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), main.getName()));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("CLASSPATH", SweepJar.sharedClassPath());
        builder.environment().remove("OPT_OUT_TRACKING");
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        // It lives for a second, in which nothing is gained by compiling well.
                        "-XX:TieredStopAtLevel=1 -Djava.security.manager=" + ContactWatch.class.getName() + " -D"
                                + ContactWatch.FILE + "=" + folder.resolve("contacts.txt"));
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).as(Files.readString(said)).isZero();
    }

    /** The engine library calls home where it is let: so a call would be heard. */
    @Test
    void hearsTheEngineLibraryWhereAUserWantsItsTelemetry() throws Exception {
        run(VisibleGpus.class, Map.of("OPT_OUT_TRACKING", "false"), "MXNet");

        assertThat(contacted()).isNotEmpty().allMatch(address -> address.equals("169.254.169.254:80"));
    }

    @ParameterizedTest
    @ValueSource(classes = {EngineProbe.class, VisibleGpus.class})
    void processesThatLoadAnEngineContactNobody(Class<?> main) throws Exception {
        run(main, Map.of(), "MXNet");

        assertThat(contacted()).isEmpty();
    }

    @Test
    void codeOfAUserThatLoadsAnEngineContactsNobody() throws Exception {
        run(OfAUser.class, Map.of());

        assertThat(contacted()).isEmpty();
    }

    /** Plans, trains in workers, embeds, scores, writes the report; and then looks at the machine. */
    @Test
    void aSweepAndTheDoctorContactNobody() throws Exception {
        TinyExperiment tiny = TinyExperiment.in(folder);
        String[] place = {
            "--runs",
            "runs",
            "--store",
            "runs/marginlab",
            "--datasets",
            tiny.datasets().toString()
        };
        for (List<String> verb : List.of(
                List.of("run", tiny.file().toString()), List.of("score", "stored", "tiny"), List.of("doctor"))) {
            run(
                    Main.class,
                    Map.of(),
                    Stream.concat(verb.stream(), Stream.of(place)).toArray(String[]::new));
        }

        assertThat(folder.resolve("reports/tiny/index.html")).isNotEmptyFile();
        assertThat(contacted()).isEmpty();
    }
}
