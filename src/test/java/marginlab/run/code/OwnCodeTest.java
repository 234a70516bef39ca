package marginlab.run.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import marginlab.run.coordinate.FakeWorker;
import marginlab.run.coordinate.SweepJar;
import marginlab.run.coordinate.SweepProcess;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds under a sweep: the classes that it runs from change, are emptied, or go. */
class OwnCodeTest {
    @TempDir
    Path folder;

    private Path runs;

    @BeforeEach
    void make() throws IOException {
        runs = Files.createDirectories(folder.resolve("runs"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path classes(String text) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes"));
        Files.createDirectories(classes.resolve("marginlab"));
        Files.writeString(classes.resolve("marginlab/A.class"), text);
        return classes;
    }

    private static void jar(Path file, String classPath, String... names) throws IOException {
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
            }
        }
    }

    /** Of two trials one is at work while the jar is written over and then gone; the second one's worker starts after that. */
    @Test
    void aSweepGoesOnWhenItsJarIsBuiltAgainAndGone() throws Exception {
        SweepJar jar = new SweepJar(folder);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        SweepProcess sweep =
                new SweepProcess(jar.classPath(), List.of(), runs, List.of("slow", "6", "marginlab"), heard::add);
        sweep.awaitLines(2);
        jar.rebuild();
        Files.write(jar.path(), new byte[100]);
        sweep.awaitLines(FakeWorker.STEPS);
        Files.delete(jar.path());

        assertThat(sweep.awaitEnd()).as(heard.toString()).isZero();

        assertThat(heard).filteredOn(line -> line.startsWith("done ")).hasSize(6);
        try (Store reader = Store.open(runs.resolve("marginlab").toString(), StoreMode.READER)) {
            assertThat(reader.latest(9))
                    .hasSize(6)
                    .allMatch(run -> run.state() == TrialState.DONE && run.attempt() == 1)
                    .extracting(Run::trial)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void copiesWhatIsBuiltHereAndLinksWhatOthersBuilt() throws Exception {
        Path classes = classes("one");
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        CodeCopy copy = CodeCopy.of(runs, classes + File.pathSeparator + library, "abc");

        assertThat(copy.entries()).hasSize(2).allMatch(entry -> entry.startsWith(runs.toAbsolutePath()));
        assertThat(copy.entries().get(0).resolve("marginlab/A.class")).hasContent("one");
        assertThat(Files.readAttributes(copy.entries().get(1), "unix:ino"))
                .isEqualTo(Files.readAttributes(library, "unix:ino"));
        assertThat(copy.folder().resolve("commit")).hasContent("abc");

        classes("two");
        Files.delete(library);
        assertThat(copy.entries().get(0).resolve("marginlab/A.class")).hasContent("one");
        assertThat(copy.entries().get(1)).exists();
    }

    @Test
    void sharesACopyOfTheSameCodeAndNoneOfAnother() throws Exception {
        CodeCopy first = CodeCopy.of(runs, classes("one").toString(), "abc");
        CodeCopy other = CodeCopy.of(runs, classes("two").toString(), "abc");
        CodeCopy later = CodeCopy.of(runs, classes("two").toString(), "def");
        CodeCopy again = CodeCopy.of(runs, classes("one").toString(), "abc");
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(later.folder()).isNotEqualTo(other.folder());
        assertThat(names(runs.resolve(".code"))).hasSize(3);
    }

    /** Run folders may be handed out with a copy in them that has the right name and other classes. */
    @Test
    void runsNothingThatLiesInItsPlace() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        String classPath = classes("one") + File.pathSeparator + library;
        CodeCopy copy = CodeCopy.of(runs, classPath, "abc");
        Path ours = copy.entries().get(0).resolve("marginlab/A.class");
        Path more = ours.resolveSibling("B.class");
        Files.writeString(ours, "bad");
        Files.writeString(more, "bad");
        Files.delete(copy.entries().get(1));
        Files.writeString(copy.entries().get(1), "bad");

        assertThat(CodeCopy.of(runs, classPath, "abc")).isEqualTo(copy);

        assertThat(ours).hasContent("one");
        assertThat(more).doesNotExist();
        assertThat(copy.entries().get(1)).hasSameBinaryContentAs(library);
        Files.delete(ours);
        Files.createSymbolicLink(ours, Files.writeString(folder.resolve("B"), "one"));
        CodeCopy.of(runs, classPath, "abc");
        assertThat(ours).isRegularFile().hasContent("one");
        assertThat(Files.isSymbolicLink(ours)).isFalse();
    }

    @Test
    void followsTheClassPathInTheManifestOfAJar() throws Exception {
        Path jar = folder.resolve("target/marginlab.jar");
        jar(jar, "lib/a%20b.jar lib/absent.jar", "marginlab/");
        jar(folder.resolve("target/lib/a b.jar"), "c.jar", "x/");
        jar(folder.resolve("target/lib/c.jar"), "", "y/");
        assertThat(CodeCopy.expanded(jar.toString()))
                .containsExactly(jar, folder.resolve("target/lib/a b.jar"), folder.resolve("target/lib/c.jar"));
        CodeCopy copy = CodeCopy.of(runs, jar.toString(), "abc");
        assertThat(copy.entries().get(0)).isEqualTo(copy.folder().resolve("0-marginlab.jar"));
        assertThat(copy.entries()).hasSize(3).allMatch(Files::exists);
    }

    @Test
    void whatNobodyRunsFromIsGarbageUnlessAScriptNamesIt() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        CodeCopy old = CodeCopy.of(runs, classes("old") + File.pathSeparator + library, "abc");
        CodeCopy named = CodeCopy.of(runs, classes("named").toString(), "abc");
        CodeCopy used = CodeCopy.of(runs, classes("used").toString(), "abc");
        Files.writeString(
                runs.resolve("table.sbatch"),
                "export CLASSPATH='" + named.entries().get(0) + "'\n");
        try (FileChannel channel = FileChannel.open(
                        used.folder().resolve("in-use"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.lock(0, 1, true)) {
            assertThat(lock.isValid()).isTrue();
            assertThat(StaleCode.in(runs))
                    .containsExactlyInAnyOrder(old.folder(), old.entries().get(1));
        }
        assertThat(StaleCode.in(runs)).contains(used.folder());
    }
}
