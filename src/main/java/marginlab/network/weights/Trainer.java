package marginlab.network.weights;

import java.util.List;
import marginlab.network.weights.Layer.Kind;
import marginlab.network.weights.Layer.Role;

/** A trainer whose files of weights are read, with its way to name arrays. */
public enum Trainer {
    /** InsightFace on MXNet, {@code recognition/arcface_mxnet}: {@code stage1_unit1_bn1_gamma}, {@code conv_1_conv2d_weight}. */
    ARCFACE_MXNET(128, "fc7_weight") {
        @Override
        List<String> arrayNames(String layer, Kind kind, Role role) {
            // MobileFaceNets call the weight of the output layer after what follows it.
            return kind == Kind.LINEAR && role == Role.WEIGHT
                    ? List.of("pre_fc1_weight", "fc1_weight")
                    : List.of(arrayName(layer, role));
        }

        private String arrayName(String layer, Role role) {
            return switch (role) {
                case WEIGHT -> layer + (isMobile(layer) ? "_conv2d_weight" : "_weight");
                case BIAS -> layer + "_bias";
                case SCALE -> layer + normalisation(layer) + "_gamma";
                case SHIFT -> layer + normalisation(layer) + "_beta";
                case MEAN -> layer + normalisation(layer) + "_moving_mean";
                case VARIANCE -> layer + normalisation(layer) + "_moving_var";
                case SLOPE -> layer + (isMobile(layer) ? "_relu_gamma" : "_gamma");
            };
        }

        private boolean isMobile(String layer) {
            return layer.startsWith("conv_") || layer.startsWith("dconv_") || layer.startsWith("res_");
        }

        private String normalisation(String layer) {
            return isMobile(layer) ? "_batchnorm" : "";
        }
    },

    /** InsightFace on PyTorch, {@code recognition/arcface_torch}: {@code layer1.0.bn1.weight}. */
    ARCFACE_TORCH(127.5, "state_dict_softmax_fc.weight", "weight") {
        @Override
        List<String> arrayNames(String layer, Kind kind, Role role) {
            return List.of(layer
                    + switch (role) {
                        case WEIGHT, SCALE, SLOPE -> ".weight";
                        case BIAS, SHIFT -> ".bias";
                        case MEAN -> ".running_mean";
                        case VARIANCE -> ".running_var";
                    });
        }
    };

    private final double divisor;
    private final List<String> centres;

    Trainer(double divisor, String... centres) {
        this.divisor = divisor;
        this.centres = List.of(centres);
    }

    abstract List<String> arrayNames(String layer, Kind kind, Role role);

    /** What it divides {@code x - 127.5} by, of a pixel x from 0 to 255, before the first layer; here it is 128. */
    public double divisor() {
        return divisor;
    }

    /** The names that the array of class centres {@code [C, d]} may have. */
    List<String> centreNames() {
        return centres;
    }

    /** Trainers in the order in which they are tried. */
    static List<Trainer> all() {
        return List.of(values());
    }
}
