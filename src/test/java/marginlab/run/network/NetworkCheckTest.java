package marginlab.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.InputSize;
import marginlab.network.external.TinyNetworks;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class NetworkCheckTest {
    private static final int SIDE = 16;
    private static final int PAIRS = 200;

    @TempDir
    private Path folder;

    @Test
    void findsTheRangeAndTheOrderOfTheColours() throws IOException {
        NetworkReport report = check(ShadeNetworks.plain(mxnet()), faces().write(ColourFaces::red, SIDE));

        assertThat(report.best().pixels()).isIn("-1..1", "127.5/128");
        assertThat(report.best().colour()).isEqualTo("rgb");
        assertThat(report.best().sure()).isGreaterThan(0.95);
        assertThat(report.undecided()).isEmpty();
        assertThat(report.variants()).anySatisfy(variant -> {
            assertThat(variant.colour()).isEqualTo("bgr");
            assertThat(variant.auc()).isLessThan(0.75);
        });
        assertThat(report.remarks())
                .anyMatch(remark -> remark.contains("gives the same as"))
                .noneMatch(remark -> remark.contains("scales by itself"))
                .noneMatch(remark -> remark.contains("aligned"))
                .noneMatch(remark -> remark.contains("length 1"));
    }

    @Test
    void knowsANetworkThatScalesByItself() throws IOException {
        NetworkReport report = check(ShadeNetworks.scaling(mxnet()), faces().write(ColourFaces::red, SIDE));

        assertThat(report.best().pixels()).isEqualTo("0..255");
        assertThat(report.best().colour()).isEqualTo("rgb");
        assertThat(report.undecided()).isEmpty();
        assertThat(report.remarks())
                .anyMatch(remark -> remark.contains("scales by itself, (x - 127.5) * 0.00784313725"));
    }

    @Test
    void knowsAnOutputThatIsNormalisedAlready() throws IOException {
        NetworkReport report = check(ShadeNetworks.normalised(mxnet()), faces().write(ColourFaces::red, SIDE));

        assertThat(report.best().colour()).isEqualTo("rgb");
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("already have length 1"));
    }

    @Test
    void saysWhenThePairsCannotTellTwoFormsApart() throws IOException {
        NetworkReport report = check(ShadeNetworks.plain(mxnet()), faces().write(ColourFaces::redAndBlue, SIDE));

        assertThat(report.best().sure()).isLessThan(0.95);
        assertThat(Stream.concat(
                        Stream.of(report.best().colour()),
                        report.undecided().stream().map(NetworkReport.Rival::colour)))
                .contains("rgb", "bgr");
    }

    @Test
    void saysThatTheImagesAreNotAligned() throws IOException {
        NetworkReport report = check(ShadeNetworks.plain(mxnet()), faces().write(ColourFaces::red, 12));

        assertThat(report.remarks()).anyMatch(remark -> remark.contains("are not aligned"));
    }

    @Test
    void saysThatTheImagesAreOfAnotherSize() throws IOException {
        Path catalog = new ColourFaces(folder, 20, PAIRS).write(ColourFaces::red, 20);

        assertThat(check(ShadeNetworks.plain(mxnet()), catalog).remarks())
                .anyMatch(remark -> remark.contains("are 20 x 20 pixels and are resized to 16 x 16"));
    }

    @Test
    void knowsABatchOfOneAndImagesOf112x96() throws IOException {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        Path file = TinyNetworks.onnx(folder.resolve("tiny.onnx"), 112, 96, null);
        NetworkReport report = check(file, new ColourFaces(folder, 112, 40).write(ColourFaces::red, 112));

        assertThat(report.images()).isEqualTo("112x96");
        assertThat(report.remarks())
                .anyMatch(remark -> remark.contains("one image at a time"))
                .anyMatch(remark -> remark.contains("112 x 96"));
    }

    @Test
    void refusesASetWithoutPairsOfBothKinds() throws IOException {
        Path network = ShadeNetworks.plain(mxnet());
        Path catalog = new ColourFaces(folder, SIDE, 12).write(ColourFaces::red, SIDE);

        assertThatThrownBy(() -> check(network, catalog))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("6 pairs of one person and 6 of two");
    }

    private Path mxnet() {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        return folder;
    }

    private ColourFaces faces() {
        return new ColourFaces(folder, SIDE, PAIRS);
    }

    private static NetworkReport check(Path network, Path catalog) {
        boolean isOnnx = network.toString().endsWith(".onnx");
        NetworkRequest request = new NetworkRequest(
                network,
                Optional.empty(),
                ColourOrder.RGB,
                isOnnx ? Optional.empty() : Optional.of(InputSize.square(SIDE)),
                false);
        try (VerificationSet set = BuiltInCatalog.open(catalog).verificationSet("shades")) {
            return new NetworkCheck(request, set, PAIRS, Progress.none()).report();
        }
    }
}
