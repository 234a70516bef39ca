package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.Main;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.progress.DisplayWidth;
import marginlab.progress.PseudoTerminal;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ls} and {@code show} in a real terminal, of which nothing tells the program the width but the terminal itself. */
@EnabledOnOs(OS.LINUX)
class ListTerminalTest {
    private static final Trial TRIAL = TestTrials.trial("ArcFace(0.5) + Intra + Inter + Triplet(0.35)", 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void trainOne() {
        TreeMap<String, Double> metrics = new TreeMap<>(Map.of("accuracy", 0.875));
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(
                    TRIAL,
                    List.of(
                            new TrialEvent.Started(
                                    1,
                                    Instant.EPOCH,
                                    Map.of("allocator", "word ".repeat(30).strip())),
                            new TrialEvent.Measured(1, 10, 1, Map.of("loss", 8.0)),
                            new TrialEvent.Measured(1, 20, 2, Map.of("loss", 1.0)),
                            new TrialEvent.Scored(1, new ProtocolOutcome("pairs", "ten-fold", metrics, List.of())),
                            new TrialEvent.Ended(1, TrialState.DONE, "", 75, Instant.EPOCH)));
            store.keep("a-long-name-of-an-experiment", "", List.of(TRIAL.id()));
            store.annotate(TRIAL.id(), List.of("paper"), "a note that is longer than most terminals have room for");
        }
    }

    private List<String> lines(int columns, String kind, String... verb) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(columns, 24)) {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    Main.class.getName()));
            command.addAll(List.of(verb));
            command.addAll(List.of("--store", folder.resolve("store").toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(terminal.device());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("TERM", kind);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().remove("COLUMNS");
            Process process = builder.start();
            String text = terminal.readUntil("no end that ever comes");
            assertThat(process.waitFor()).isZero();
            return text.lines().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"60, false, false", "80, false, true", "140, true, true"})
    void fitsTheTerminal(int columns, boolean hasNote, boolean hasStart) throws Exception {
        List<String> lines = lines(columns, "xterm", "ls");

        assertThat(lines).hasSize(2).allMatch(line -> DisplayWidth.of(line) <= columns);
        assertThat(lines.get(0)).startsWith("ID        ").contains("LOSS", "SEED", "STATE", "pairs %");
        assertThat(lines.get(0).contains("NOTE")).isEqualTo(hasNote);
        assertThat(lines.get(0).contains("STARTED")).isEqualTo(hasStart);
        assertThat(lines.get(1)).startsWith(TRIAL.id().substring(0, 8) + "  ").contains("87.50", "...");
    }

    /** Rows over seeds have the settings in which they differ, as far as there is room. */
    @Test
    void leavesSettingsOutThatHaveNoRoom() throws Exception {
        TreeMap<String, String> flat = new TreeMap<>(TRIAL.settings().flat());
        flat.putAll(
                Map.of("scale", "64", "input", "96", "dropout", "0.25", "embedding", "256", "schedule.rate", "0.0125"));
        Trial other = Trial.of(TRIAL.objective(), Settings.of(flat), 1, TRIAL.fingerprints());
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(other, TestTrials.failed("no reason"));
        }
        List<String> narrow = lines(60, "xterm", "ls", "--group");
        List<String> wide = lines(240, "xterm", "ls", "--group");

        assertThat(narrow).hasSizeGreaterThan(2).allMatch(line -> DisplayWidth.of(line) <= 60);
        assertThat(wide.get(0)).contains("SCALE", "INPUT", "DROPOUT", "EMBEDDING");
    }

    @Test
    void breaksBetweenWordsAndDrawsInAsciiOnADumbTerminal() throws Exception {
        List<String> dumb = lines(60, "dumb", "show", TRIAL.id());
        List<String> usual = lines(60, "xterm", "show", TRIAL.id());

        assertThat(usual).anyMatch(line -> line.matches("  loss +█▁ .*"));
        assertThat(dumb).anyMatch(line -> line.matches("  loss +#_ .*"));
        assertThat(dumb)
                .noneMatch(line -> line.contains("\u001b"))
                .filteredOn(line -> line.contains("word"))
                .hasSize(5)
                .allMatch(line -> line.endsWith("word") && line.length() <= 60);
    }

    /** Help, tables and sentences; examples stay as they are typed. */
    @ParameterizedTest
    @ValueSource(strings = {"run --help", "--help", "show ID", "compare ID ID", "rm ID", "losses"})
    void noVerbIsWiderThanANarrowTerminal(String verb) throws Exception {
        List<String> lines = lines(60, "xterm", verb.replace("ID", TRIAL.id()).split(" "));

        assertThat(lines)
                .hasSizeGreaterThan(2)
                .filteredOn(line -> !line.matches("(Example:  |          )[a-z]+ .*"))
                .allMatch(line -> DisplayWidth.of(line) <= 60);
    }

    @Test
    void breaksErrorsBetweenWords() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(60, 24)) {
            ProcessBuilder builder = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            Main.class.getName(),
                            "ls",
                            "--where",
                            "los=NS",
                            "--store",
                            folder.resolve("store").toString())
                    .redirectError(terminal.device())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("TERM", "dumb");
            Process process = builder.start();

            List<String> lines =
                    terminal.readUntil("no end that ever comes").lines().toList();

            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 60);
            assertThat(String.join(" ", lines)).endsWith("such as accuracy@pairs. Did you mean 'loss'?");
        }
    }
}
