package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoopTranslator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedModelTest {
    @TempDir
    Path run;

    @ParameterizedTest
    @ValueSource(strings = {"IR-SE(1-1, 8-16)", "IR(1-1, 8-16, relu)", "Mobile(1-1, 8-16)"})
    void threeLinesLoadWhatWasTrained(String network) throws Exception {
        Settings settings = settings(network);
        Files.writeString(
                run.resolve("trial.json"), Trial.of("NS", settings, 1, Map.of()).toJson());
        try (FaceModel trained = new FaceModel(settings, new NetworkHead(7, true), 1, Device.cpu());
                NDManager scope = trained.manager().newSubManager()) {
            NDArray images = scope.randomUniform(-1, 1, trained.imageShape(2));
            SavedModel.write(trained, settings, run.resolve("model"));

            Model model = Model.newInstance("face", "MXNet");
            model.setBlock(SavedModel.block(run.resolve("trial.json")));
            model.load(run.resolve("model"));

            try (model;
                    Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
                float[] loaded = predictor.predict(new NDList(images)).get(0).toFloatArray();
                assertThat(loaded).containsExactly(trained.embed(images).toFloatArray());
            }
        }
    }

    @Test
    void theseLinesAreThoseOfTheDocumentation() throws Exception {
        Matcher java = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/site/markdown/engines.md")));
        assertThat(java.find()).isTrue();
        List<String> lines = java.group(1).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(Files.readString(Path.of("src/test/java/marginlab/train/SavedModelTest.java")))
                .contains(lines);
    }

    private static Settings settings(String network) {
        SortedMap<String, String> flat = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            flat.put(key.path(), key.standard().orElse(""));
        }
        flat.putAll(Map.of("train", "a", "verify", "x", "sampling", "shuffle"));
        flat.putAll(Map.of("backbone", network, "input", "16", "embedding", "4"));
        return Settings.of(flat);
    }
}
