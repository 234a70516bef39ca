package marginlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
            loss.plugin
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
            train.contract
            store.record
            store.file
            store
            store.query
            run.code
            run
            run.launch
            run.device
            run.coordinate
            run.progress
            run.score
            run.network
            run.plugin
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
            bench.gpu
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

    private static String path(String name) {
        return "marginlab." + name;
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.not(resideInAPackage("marginlab.."));
    }
}
