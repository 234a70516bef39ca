package marginlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
import marginlab.loss.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data flows one way: which package may know which. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("marginlab");

    /**
     * Every room, the lowest first: one imports itself and those before it. A room is a package with one idea; a floor is a room
     * with rooms of its own. The map in architecture.md says what is in each.
     */
    private static final List<String> ROOMS = """
            problem
            progress
            random
            file
            file.hash
            file.text
            file.json
            file.yaml
            file.npy
            file.array
            file.pickle
            file.matlab
            file.recordio
            file.archive
            file.torch
            file.mxnet
            file.onnx
            stats
            engine
            loss.label
            loss.margin
            loss.batch
            loss.formula
            loss
            experiment.network
            experiment.setting
            experiment.expand
            experiment
            experiment.yaml
            plan
            image.decode
            image.folder
            image.align
            image.augment
            synthetic
            dataset
            dataset.reader
            dataset.pack
            dataset.audit
            dataset.batch
            dataset.fetch
            dataset.catalog
            dataset.generate
            dataset.draft
            protocol.embedding
            protocol.pair
            protocol.search
            protocol.template
            protocol.files
            protocol
            network
            network.safetensors
            network.weights
            network.onnx
            network.external
            train
            store.record
            store.file
            store
            run.code
            run
            run.launch
            run.device
            run.coordinate
            run.progress
            run.score
            run.network
            run.worker
            run.rescore
            report.table
            report.format
            report.chart
            report.page
            report.compare
            report
            report.gate
            pipeline
            serve
            export
            doctor
            bench
            command.context
            command.data
            command.runs
            command.score
            command
            """.lines().toList();

    private static final int MOST_FILES = 40;

    @Test
    void importsGoDown() {
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] below =
                    ROOMS.subList(0, i + 1).stream().map(ArchitectureTest::path).toArray(String[]::new);
            classes()
                    .that(resideInAPackage(path(ROOMS.get(i))))
                    .should()
                    .onlyDependOnClassesThat(outside().or(resideInAnyPackage(below)))
                    .check(CLASSES);
        }
    }

    @Test
    void everyRoomIsInTheList() {
        assertThat(ROOMS).containsExactlyInAnyOrderElementsOf(rooms().keySet());
    }

    @Test
    void noRoomIsCrowded() {
        assertThat(rooms()).allSatisfy((room, files) -> assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void roomsAreNamedAfterWhatIsInThem() {
        assertThat(ROOMS).noneMatch(room -> room.matches("(.*\\.)?(util|utils|common|core|impl|misc|helper|internal)"));
    }

    @Test
    void aNameIsUsedOnce() throws IOException {
        List<String> names = new ArrayList<>();
        for (String sources : List.of("src/main/java", "src/test/java", "src/spark/main/java", "src/spark/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                        .forEach(names::add);
            }
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyRoomSaysWhatFlowsInAndOut() {
        assertThat(ROOMS)
                .allSatisfy(room -> assertThat(
                                Path.of("src/main/java", path(room).replace('.', '/'), "package-info.java"))
                        .content()
                        .contains("<p>In: ", "Out: "));
    }

    @Test
    void everyRoomIsInTheMap() throws IOException {
        String map = Files.readString(Path.of("src/site/markdown/architecture.md"));
        Set<String> described = map.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").split("\\|"))
                .flatMap(cells -> Stream.of((cells[1] + "," + cells[2]).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.startsWith(".") ? cells[1].strip() + name : name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).containsAll(ROOMS);
        described.removeAll(ROOMS);
        assertThat(described).allMatch(floor -> ROOMS.stream().anyMatch(room -> room.startsWith(floor + ".")));
    }

    /** A way passes through so many classes at most; each of them calls, or is called by, one that stands before it. */
    @ParameterizedTest
    @CsvSource({"From an experiment's file, 16", "From an image, 14", "From a figure, 18"})
    void theWaysThroughTheHouseAreShort(String way, int most) throws IOException {
        String map = Files.readString(Path.of("src/site/markdown/architecture.md"));
        String text = map.substring(map.indexOf("- " + way));
        String names = text.substring(text.indexOf(':'), text.indexOf(".\n"));
        List<JavaClass> classes = Pattern.compile("`(\\w+)`")
                .matcher(names)
                .results()
                .map(name -> CLASSES.stream()
                        .filter(type -> type.getName().endsWith("." + name.group(1)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no class " + name.group(1))))
                .toList();

        assertThat(classes).hasSizeBetween(5, most);
        for (int i = 1; i < classes.size(); i++) {
            JavaClass next = classes.get(i);
            assertThat(classes.subList(0, i)).as(next.getSimpleName()).anyMatch(before -> isTied(before, next));
        }
    }

    private static boolean isTied(JavaClass one, JavaClass other) {
        return Stream.of(List.of(one, other), List.of(other, one))
                .anyMatch(pair -> pair.get(0).getDirectDependenciesFromSelf().stream()
                        .anyMatch(used -> used.getTargetClass().equals(pair.get(1))));
    }

    /** The files of each room. */
    private static Map<String, Set<String>> rooms() {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().contains("."))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        type -> type.getPackageName().substring("marginlab.".length()),
                        TreeMap::new,
                        Collectors.mapping(
                                type -> type.getName().split("\\$")[0], Collectors.toCollection(TreeSet::new))));
    }

    @Test
    void lossesKnowNothingOfTheEngineLibraryButItsArrays() {
        noClasses()
                .that(resideInAPackage("marginlab.loss.."))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl..")
                        .and(DescribedPredicate.not(resideInAnyPackage("ai.djl.ndarray..", "ai.djl.util.."))))
                .check(CLASSES);
    }

    @Test
    void stagesWithoutArraysDoNotKnowTheEngineLibrary() {
        noClasses()
                .that(resideInAnyPackage(Stream.of(
                                "problem..",
                                "file..",
                                "stats..",
                                "experiment..",
                                "plan..",
                                "image..",
                                "synthetic..",
                                "dataset..",
                                "protocol..",
                                "store..",
                                "run",
                                "run.code",
                                "run.launch",
                                "run.coordinate",
                                "run.progress",
                                "report..",
                                "export..",
                                "serve..")
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

    /** Documents are records; their keys stand in one declaration. Only JSON that is not of marginlab is read as a tree. */
    @Test
    void jsonIsNotMadeByHand() {
        noClasses()
                .that(resideOutsideOfPackage("marginlab.file.json.."))
                .should()
                .callConstructor(JsonObject.class)
                .orShould()
                .callConstructor(JsonArray.class)
                .check(CLASSES);
    }

    /** The reader of experiments parses a label once, and the process that trains parses it once more. */
    @Test
    void theStagesBetweenPassOnAnObjectiveAndParseNone() {
        noClasses()
                .that(resideInAnyPackage("marginlab.plan..", "marginlab.train..", "marginlab.network.."))
                .should()
                .callMethod(Objective.class, "parse", String.class)
                .check(CLASSES);
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
