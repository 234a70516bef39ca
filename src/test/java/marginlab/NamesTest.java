package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simple name means one thing. */
class NamesTest {
    /**
     * Nested names that say nothing without the class that they stand in, and are read with it alone: {@code Document} is the JSON
     * document that a class writes, {@code Kind} the closed list of its kinds.
     */
    private static final Set<String> OF_THEIR_CLASS = Set.of("Document", "Kind");

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
    void aNestedNameIsUsedOnceToo() {
        List<String> names = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("marginlab").stream()
                        .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info") && !OF_THEIR_CLASS.contains(name))
                        .toList();

        assertThat(names).hasSizeGreaterThan(900).doesNotHaveDuplicates();
    }
}
