package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three ways that architecture.md lists: through few classes, and really passed in that order. */
class WaysThroughTheHouseTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("marginlab");

    /** A way passes through so many classes at most; each of them calls, or is called by, one that stands before it. */
    @ParameterizedTest
    @CsvSource({"From an experiment's file, 16", "From an image, 13", "From a figure, 18"})
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
}
