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
import marginlab.run.coordinate.TestMounts;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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
        try (FileChannel channel = inUse(used);
                FileLock lock = channel.lock(0, 1, true)) {
            assertThat(lock.isValid()).isTrue();
            assertThat(StaleCode.in(runs))
                    .containsExactlyInAnyOrder(old.folder(), old.entries().get(1));
        }
        assertThat(StaleCode.in(runs)).contains(used.folder());
    }

    @Test
    void aLibraryStaysAsLongAsACopyInUseNamesIt() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        CodeCopy old = CodeCopy.of(runs, classes("old") + File.pathSeparator + library, "abc");
        CodeCopy used = CodeCopy.of(runs, classes("used") + File.pathSeparator + library, "abc");
        try (FileChannel channel = inUse(used);
                FileLock lock = channel.lock(0, 1, true)) {
            assertThat(lock.isValid()).isTrue();
            StaleCode.remove(runs, StaleCode.in(runs));
            assertThat(old.folder()).doesNotExist();
            assertThat(used.entries()).allMatch(Files::exists);
        }
        StaleCode.remove(runs, StaleCode.in(runs));
        assertThat(used.folder()).doesNotExist();
        assertThat(used.entries().get(1)).doesNotExist();
        assertThat(library).exists();
    }

    /** A sweep begins between the look for what is stale and its removal. */
    @Test
    void whatIsNeededAgainIsNotRemoved() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        String classPath = classes("one") + File.pathSeparator + library;
        CodeCopy.of(runs, classPath, "abc");
        List<Path> stale = StaleCode.in(runs);
        assertThat(stale).hasSize(2);
        CodeCopy copy = CodeCopy.of(runs, classPath, "abc");
        Files.writeString(
                runs.resolve("table.sbatch"),
                "export CLASSPATH='" + copy.entries().get(0) + "'\n");

        StaleCode.remove(runs, stale);

        assertThat(copy.entries()).allMatch(Files::exists);
    }

    /** In the place of its name lies what cannot be replaced, as on a disk that is full or may only be read. */
    @Test
    void usesALibraryWhereItIsIfItCannotBeKept() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        Path other = folder.resolve("repository/other.jar");
        jar(other, "", "elsewhere/");
        String classPath =
                String.join(File.pathSeparator, classes("one").toString(), library.toString(), other.toString());
        Path kept = CodeCopy.of(runs, classPath, "abc").entries().get(1);
        Files.delete(kept);
        Files.createDirectories(kept.resolve("in the way"));

        CodeCopy copy = CodeCopy.of(runs, classPath, "def");

        assertThat(copy.entries().get(1)).isEqualTo(library);
        assertThat(copy.entries().get(2)).startsWith(runs.toAbsolutePath()).exists();
        assertThat(copy.entries().get(0).resolve("marginlab/A.class")).hasContent("one");
        assertThat(names(kept.getParent())).noneMatch(name -> name.startsWith(".new-"));
        assertThat(Files.readString(copy.folder().resolve("classpath"))).contains(library.toString());
    }

    @Test
    void usesALibraryWhereItIsIfItsNameCannotBeLonger() throws Exception {
        Path library = folder.resolve("repository/" + "x".repeat(240) + ".jar");
        jar(library, "", "elsewhere/");
        CodeCopy copy = CodeCopy.of(runs, classes("one") + File.pathSeparator + library, "abc");
        assertThat(copy.entries()).hasSize(2).last().isEqualTo(library);
    }

    /** A file system of 64 kB, for which a library of 200 kB is too large. */
    @Test
    @EnabledIf(value = "marginlab.run.coordinate.TestMounts#allowed", disabledReason = "needs the right to mount")
    void usesALibraryWhereItIsIfThereIsNoRoom() throws Exception {
        Path library = folder.resolve("repository/library.jar");
        Files.createDirectories(library.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(library))) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("elsewhere/large"));
            out.write(new byte[200_000]);
        }
        TestMounts.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", runs.toString());
        try {
            CodeCopy copy = CodeCopy.of(runs, classes("one") + File.pathSeparator + library, "abc");
            assertThat(copy.entries()).hasSize(2).last().isEqualTo(library);
            assertThat(names(runs.resolve(".code/libraries"))).isEmpty();
        } finally {
            TestMounts.unlock(runs);
        }
    }

    /** What nobody runs from goes when the next copy is asked for; what this process holds stays, and stays held. */
    @Test
    void aCacheKeepsTheCopyThatIsAskedForAndThoseInUse() throws Exception {
        CodeCache cache = new CodeCache(folder.resolve("cache"));
        Path library = folder.resolve("repository/library.jar");
        jar(library, "", "elsewhere/");
        CodeCopy old = cache.copy(classes("old") + File.pathSeparator + library, "abc", copy -> {});
        CodeCopy used = cache.copy(classes("used").toString(), "abc", copy -> {});
        assertThat(old.folder()).doesNotExist();
        assertThat(old.entries().get(1)).doesNotExist();
        try (FileChannel channel = inUse(used);
                FileLock lock = channel.lock(0, 1, true)) {
            CodeCopy next = cache.copy(classes("next").toString(), "abc", copy -> {});
            assertThat(lock.isValid()).isTrue();
            assertThat(used.entries().get(0).resolve("marginlab/A.class")).hasContent("used");
            assertThat(next.entries().get(0).resolve("marginlab/A.class")).hasContent("next");
            assertThat(cache.copy(classes("next").toString(), "abc", copy -> {}))
                    .isEqualTo(next);
        }
    }

    /** The file that a process which runs from a copy holds a lock on. */
    private static FileChannel inUse(CodeCopy copy) throws IOException {
        return FileChannel.open(
                copy.folder().resolve("in-use"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
