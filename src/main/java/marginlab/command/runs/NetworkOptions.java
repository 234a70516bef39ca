package marginlab.command.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.network.InputSize;
import marginlab.experiment.network.PixelScale;
import marginlab.run.network.NetworkRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is said of a network's file: a run needs none of it. */
public final class NetworkOptions {
    @Option(
            names = "--pixels",
            paramLabel = "RANGE",
            converter = ScaleConverter.class,
            description =
                    "for a network file: pixel values it expects: 0..255, 0..1, -1..1, imagenet, or MEAN/DEVIATION such as 127.5/128 (default: 0..255 if the network scales them itself)")
    private PixelScale pixels;

    @Option(
            names = "--colour",
            paramLabel = "ORDER",
            converter = OrderConverter.class,
            defaultValue = "rgb",
            description = "for a network file: rgb or bgr (default: rgb)")
    private ColourOrder colour;

    @Option(
            names = "--input",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "for a network file: side in pixels, or HEIGHTxWIDTH (default: what the file says, or 112)")
    private InputSize input;

    @Option(names = "--trust", description = "allows TorchScript networks, which can run any program with your rights")
    private boolean trusted;

    /** Whether a name is that of a file, and not the id of a run. */
    public static boolean isFile(String name) {
        return name.matches(".*[./\\\\].*") || Files.exists(Path.of(name));
    }

    public NetworkRequest of(String file) {
        return new NetworkRequest(
                Path.of(file), Optional.ofNullable(pixels), colour, Optional.ofNullable(input), trusted);
    }

    public boolean trusted() {
        return trusted;
    }

    /** Reads a range. */
    static final class ScaleConverter implements ITypeConverter<PixelScale> {
        @Override
        public PixelScale convert(String text) {
            try {
                return PixelScale.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads an order. */
    static final class OrderConverter implements ITypeConverter<ColourOrder> {
        @Override
        public ColourOrder convert(String text) {
            try {
                return ColourOrder.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads a size. */
    static final class SizeConverter implements ITypeConverter<InputSize> {
        @Override
        public InputSize convert(String text) {
            try {
                return InputSize.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
