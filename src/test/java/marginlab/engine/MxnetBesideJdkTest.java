package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MXNet's library carries a libjpeg of its own, which must not stand in for that of the JDK. */
@Tag("engine")
final class MxnetBesideJdkTest {

    /** In a process of its own, where nothing has loaded the JDK's decoder before the engine. */
    @Test
    void leavesTheJdkItsOwnLibjpeg() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JpegAfterOperator.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).endsWith("7 x 5" + System.lineSeparator());
    }

    /** Binds an operator, then writes and reads a JPEG with the JDK. */
    static final class JpegAfterOperator {
        private JpegAfterOperator() {}

        public static void main(String[] arguments) throws IOException {
            try (NDManager manager = Engine.getEngine("MXNet").newBaseManager()) {
                manager.ones(new Shape(2)).sum().getFloat();
            }
            new MxnetOperator("multi_sgd_mom_update");
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            if (!ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg)) {
                throw new IOException("the JDK writes no JPEG");
            }
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg.toByteArray()));
            System.out.println(read.getWidth() + " x " + read.getHeight());
        }
    }
}
