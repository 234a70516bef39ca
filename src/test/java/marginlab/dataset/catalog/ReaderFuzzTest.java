package marginlab.dataset.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.dataset.LabelledImages;
import marginlab.file.FileDamage;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damages each file of a dataset of each format that is no image. */
final class ReaderFuzzTest {
    private static final int ROUNDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = DatasetFormat.class, names = "SYNTHETIC", mode = EnumSource.Mode.EXCLUDE)
    void readsDamagedFilesOrSaysWhatIsWrong(DatasetFormat format) throws IOException {
        Path catalogFile = folder.resolve("datasets.yaml");
        String path = switch (format) {
            case RECORDIO -> "set/train.rec";
            case BIN -> "set/pairs.bin";
            default -> "set/images";
        };
        Files.writeString(
                catalogFile,
                "row: {role: %s, format: %s, path: %s, list: lists/list}"
                        .formatted(format.role().label(), format.label(), path));
        Catalog catalog = Catalog.read(catalogFile, Map.of(), new Fingerprints(null));
        DatasetLayouts.write(catalog.dataset("row"));
        for (Path file : files()) {
            FileDamage.survives(file, ROUNDS, () -> {
                try (EncodedImages images = catalog.images("row")) {
                    for (int i = 0; i < Math.min(images.size(), 5); i++) {
                        images.encoded(i);
                        if (images instanceof LabelledImages faces) {
                            faces.label(i);
                        }
                    }
                }
            });
        }
    }

    /** One file of each kind: CFP has forty lists of the same form. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(jpg|png|yaml)"))
                    .filter(file -> !file.toString().contains("Split")
                            || file.toString().contains("02"))
                    .sorted()
                    .toList();
        }
    }
}
