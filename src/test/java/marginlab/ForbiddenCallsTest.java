package marginlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import marginlab.engine.ArrayCopy;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.Objective;
import org.junit.jupiter.api.Test;

/** Calls that go through one class, so that its care is taken everywhere. */
class ForbiddenCallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("marginlab");

    /** DJL's own ways lose values to the garbage collector; HostToEngine says how. */
    @Test
    void valuesReachTheEngineThroughHostToEngineAlone() {
        noClasses()
                .that(DescribedPredicate.not(equivalentTo(HostToEngine.class)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "copies values of Java into an array of the engine", call -> copiesValues(call.getTarget())))
                .check(new ClassFileImporter().importPackages("marginlab"));
    }

    /**
     * DJL's own ways give PyTorch a number in memory of Java's and let go of it at once, while the tape keeps it for the gradient
     * (DJL 0.35.1, {@code PtNDArray.mul(Number)}): after a garbage collection the gradient is what others wrote there. Operators
     * gives it memory of its own.
     */
    @Test
    void numbersReachTheTapeThroughOperatorsAlone() {
        noClasses()
                .that(resideInAnyPackage(
                        "marginlab.loss..",
                        "marginlab.network..",
                        "marginlab.engine..",
                        "marginlab.train..",
                        "marginlab.bench.."))
                .and(DescribedPredicate.not(equivalentTo(Operators.class)))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "computes an array with a number that the tape keeps", call -> keepsNumber(call.getTarget())))
                .check(CLASSES);
    }

    /** DJL's own way gives PyTorch's arrays memory of Java's; ArrayCopy says how. */
    @Test
    void arraysAreCopiedByArrayCopyAlone() {
        noClasses()
                .that(DescribedPredicate.not(equivalentTo(ArrayCopy.class)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "copies an array into another",
                        call -> call.getTargetOwner().isAssignableTo(NDArray.class)
                                && call.getName().equals("copyTo")))
                .check(CLASSES);
    }

    private static boolean keepsNumber(CodeUnitCallTarget called) {
        JavaClass owner = called.getOwner();
        return List.of("mul", "div", "pow", "maximum", "minimum").contains(called.getName())
                        && (owner.isAssignableTo(NDArray.class) || owner.isEquivalentTo(NDArrays.class))
                        && called.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Number.class))
                || owner.isAssignableTo(NDArray.class) && called.getName().equals("cbrt")
                || owner.isAssignableTo(NDArrayEx.class)
                        && List.of("rdiv", "rpow").contains(called.getName());
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
}
