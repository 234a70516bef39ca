package marginlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.engine.HostToEngine;
import org.junit.jupiter.api.Test;

/** Data flows one way: which package may know which. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("marginlab");

    /** Each package with those it may import; the map in architecture.md says what is in each. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("engine", Set.of()),
            Map.entry("stats", Set.of()),
            Map.entry("loss", Set.of("engine")),
            Map.entry("experiment", Set.of("loss")),
            Map.entry("data", Set.of("experiment")),
            Map.entry("plan", Set.of("experiment")),
            Map.entry("verify", Set.of("experiment")),
            Map.entry("protocol", Set.of("experiment", "data", "verify")),
            Map.entry("model", Set.of("engine", "experiment")),
            Map.entry("train", Set.of("engine", "loss", "experiment", "plan", "data", "model")),
            Map.entry("store", Set.of("experiment", "plan", "verify", "protocol")),
            Map.entry("run", Set.of("experiment", "plan", "verify", "protocol", "store")),
            Map.entry("report", Set.of("loss", "experiment", "data", "plan", "verify", "protocol", "stats", "store")),
            Map.entry("export", Set.of("experiment", "plan", "verify", "protocol", "store")),
            Map.entry("serve", Set.of("experiment", "plan", "verify", "protocol", "store", "report"))));

    /** Packages that put the stages together, and so may know all of them. */
    private static final Set<String> ABOVE = Set.of("pipeline", "bench", "doctor", "command");

    @Test
    void packagesKnowOnlyThoseBeforeThem() {
        MAY_IMPORT.forEach((name, allowed) -> {
            String[] packages = Stream.concat(allowed.stream(), Stream.of(name))
                    .map(ArchitectureTest::path)
                    .toArray(String[]::new);
            classes()
                    .that(resideInAPackage(path(name)))
                    .should()
                    .onlyDependOnClassesThat(outside().or(resideInAnyPackage(packages)))
                    .check(CLASSES);
        });
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.contains("."))
                .map(name -> name.substring("marginlab.".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = new TreeSet<>(MAY_IMPORT.keySet());
        known.addAll(ABOVE);
        assertThat(found).isEqualTo(known);
    }

    @Test
    void everyPackageIsInTheMap() throws IOException {
        String map = Files.readString(Path.of("src/site/markdown/architecture.md"));
        Set<String> described = map.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(names -> Stream.of(names.strip().split(", ")))
                .map(name -> name.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = new TreeSet<>(MAY_IMPORT.keySet());
        known.addAll(ABOVE);
        assertThat(described).isEqualTo(known);
    }

    @Test
    void lossesKnowNothingOfTheEngineLibraryButItsArrays() {
        noClasses()
                .that(resideInAPackage("marginlab.loss"))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl..")
                        .and(DescribedPredicate.not(resideInAnyPackage("ai.djl.ndarray..", "ai.djl.util.."))))
                .check(CLASSES);
    }

    @Test
    void stagesWithoutArraysDoNotKnowTheEngineLibrary() {
        noClasses()
                .that(resideInAnyPackage(Stream.of(
                                "experiment",
                                "data",
                                "plan",
                                "verify",
                                "protocol",
                                "stats",
                                "store",
                                "run",
                                "report",
                                "export")
                        .map(ArchitectureTest::path)
                        .toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.."))
                .check(CLASSES);
    }

    /** DJL's own ways lose values to the garbage collector; FromHost says how. */
    @Test
    void valuesReachTheEngineThroughFromHostAlone() {
        noClasses()
                .that(DescribedPredicate.not(equivalentTo(HostToEngine.class)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "copies values of Java into an array of the engine", call -> copiesValues(call.getTarget())))
                .check(new ClassFileImporter().importPackages("marginlab"));
    }

    private static boolean copiesValues(CodeUnitCallTarget called) {
        boolean isWayIn = called.getOwner().isAssignableTo(NDManager.class)
                        && called.getName().equals("create")
                || called.getOwner().isAssignableTo(NDArray.class)
                        && called.getName().equals("set");
        JavaClass first = isWayIn ? called.getRawParameterTypes().get(0) : null;
        return isWayIn && !first.isEquivalentTo(Shape.class) && !first.isEquivalentTo(NDIndex.class);
    }

    /** So that continuous integration runs with the second engine what asks for it, wherever that stands. */
    @Test
    void testsOfEveryEngineAreTagged() throws IOException {
        Pattern asking = Pattern.compile("Engine(s)?(\\.|::)hasEngine|Engines(#|\\.)(names|present)");
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<String> untagged = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().matches(".*(Test|Contract)\\.java"))
                    .toList()) {
                String text = Files.readString(file);
                if (asking.matcher(text).find() && !text.contains("@Tag(\"engine\")")) {
                    untagged.add(file.toString());
                }
            }
            assertThat(untagged).isEmpty();
        }
    }

    private static String path(String name) {
        return "marginlab." + name;
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.not(resideInAPackage("marginlab.."));
    }
}
