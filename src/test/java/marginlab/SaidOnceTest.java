package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.stats.Interval;
import org.junit.jupiter.api.Test;

/** What the program does or knows in one place, it does and knows nowhere else. */
class SaidOnceTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("marginlab");

    private static final Set<String> WRITERS =
            Set.of("write", "writeString", "newOutputStream", "newBufferedWriter", "createTempFile");

    /** The database library renames through its file system; that is no file of ours. */
    private static final Set<String> RENAMING = Set.of("file.AtomicMove", "store.file.StoreFile");

    private static final Set<String> WRITING = Set.of(
            // Goes on where it stopped, so half of a file is kept on purpose.
            "dataset.fetch.Downloader",
            // Many thousands of images or entries, each too dear to be brought to the disk alone; 'data check' finds a
            // half one.
            "file.archive.ArchiveFile",
            "image.align.CropFiles",
            "dataset.pack.DatasetPacker",
            // A zip that the library writes aside.
            "store.StoreSchema",
            // Temporary files, gone before anybody looks.
            "pipeline.StoredExperiment",
            "file.mxnet.ParamsWriter",
            "network.external.MxnetContent",
            "run.rescore.OnnxProcess",
            "command.score.DatasetPairs",
            "run.code.CodeCache",
            "run.launch.HelperProcess",
            "store.file.FileTrust");

    /** The second takes the algorithm's name from a list of checksums. */
    private static final Set<String> HASHING = Set.of("file.hash.Sha256", "file.hash.Checksum");

    @Test
    void filesAreRenamedInOnePlace() {
        never("renames", call -> isOf(call, Files.class) && call.getName().equals("move"), RENAMING);
    }

    @Test
    void filesAreWrittenWhole() {
        never("writes in place", call -> isOf(call, Files.class) && WRITERS.contains(call.getName()), WRITING);
    }

    @Test
    void contentIsHashedInOnePlace() {
        never(
                "hashes",
                call -> isOf(call, MessageDigest.class) && call.getName().equals("getInstance"),
                HASHING);
    }

    private static void never(String what, Predicate<JavaMethodCall> calls, Set<String> except) {
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.describe("are not the place for it", type -> !isExcepted(type, except)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(what, calls::test))
                .check(CLASSES);
    }

    /** Inner classes belong to the class around them; what benchmarks make they throw away. */
    private static boolean isExcepted(JavaClass type, Set<String> except) {
        return except.contains(type.getName().split("\\$")[0].substring("marginlab.".length()))
                || type.getPackageName().equals("marginlab.bench");
    }

    private static boolean isOf(JavaMethodCall call, Class<?> owner) {
        return call.getTargetOwner().isEquivalentTo(owner);
    }

    @Test
    void theConfidenceStandsInOneFile() throws IOException {
        assertThat(sourcesWith("\\b0\\.95\\b")).containsExactly(source(Interval.class));
    }

    /** The keys of JSON documents that happen to be called so stand where the document is made. */
    @Test
    void theNameOfTheTenFoldFigureStandsInOneFile() throws IOException {
        assertThat(sourcesWith("String [A-Z_]+ = \"accuracy\"")).containsExactly(source(TenFoldVerification.class));
        assertThat(sourcesWith("(get|equals|of|containsKey|metric|value)\\(\"accuracy\""))
                .isEmpty();
    }

    @Test
    void textsAreComparedByEditDistanceInOneFile() throws IOException {
        assertThat(sourcesWith("cost\\[i - 1\\]\\[j - 1\\]|[lL]evenshtein"))
                .containsExactly("problem/ClosestName.java");
    }

    /** The order of constants is for readers: whoever moves one must not change an id, a figure, or a file. */
    @Test
    void nothingDependsOnWhereAConstantStands() throws IOException {
        assertThat(sourcesWith("\\.ordinal\\(\\)|\\bcompareTo\\([A-Z_]{2,}\\)|\\.values\\(\\)\\["))
                .isEmpty();
    }

    /** A document of JSON is made by the library, from its parts. */
    @Test
    void jsonIsNotSpliced() throws IOException {
        assertThat(sourcesWith("(lastIndexOf|indexOf)\\('[{}\\[\\]]'\\)|indexOf\\(\"[^\"]*[{}\\[\\]\\\\][^\"]*\"\\)"))
                .isEmpty();
    }

    private static String source(Class<?> type) {
        return type.getName().substring("marginlab.".length()).replace('.', '/') + ".java";
    }

    /** The files of code with a line that is no comment and has what is looked for; benchmarks make up figures. */
    private static List<String> sourcesWith(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        Path root = Path.of("src/main/java/marginlab");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(root.resolve("bench")))
                    .sorted()
                    .toList()) {
                String code = Files.readString(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("*") && !line.startsWith("/*") && !line.startsWith("//"))
                        .collect(Collectors.joining("\n"));
                if (pattern.matcher(code).find()) {
                    found.add(root.relativize(file).toString());
                }
            }
        }
        return found;
    }
}
