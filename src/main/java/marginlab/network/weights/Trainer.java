package marginlab.network.weights;

import java.util.List;
import marginlab.network.weights.Layer.Kind;
import marginlab.network.weights.Layer.Role;

/** A trainer whose files of weights are read, with its way to name arrays. */
public enum Trainer {
    /** InsightFace on MXNet, {@code recognition/arcface_mxnet}: {@code stage1_unit1_bn1_gamma}, {@code conv_1_conv2d_weight}. */
    ARCFACE_MXNET("arcface_mxnet", 128, "fc7_weight") {
        @Override
        String arrayName(String layer, Kind kind, Role role) {
            return switch (role) {
                case WEIGHT -> layer + (isMobile(layer) ? "_conv2d_weight" : "_weight");
                // The bias is named after the layer without the batch normalisation that follows it.
                case BIAS -> "pre_fc1_bias";
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
    ARCFACE_TORCH("arcface_torch", 127.5, "weight") {
        @Override
        String arrayName(String layer, Kind kind, Role role) {
            return layer
                    + switch (role) {
                        case WEIGHT, SCALE, SLOPE -> ".weight";
                        case BIAS, SHIFT -> ".bias";
                        case MEAN -> ".running_mean";
                        case VARIANCE -> ".running_var";
                    };
        }
    };

    private final String label;
    private final double divisor;
    private final String centres;

    Trainer(String label, double divisor, String centres) {
        this.label = label;
        this.divisor = divisor;
        this.centres = centres;
    }

    abstract String arrayName(String layer, Kind kind, Role role);

    public String label() {
        return label;
    }

    /** What it divides {@code x - 127.5} by, of a pixel x from 0 to 255, before the first layer; here it is 128. */
    public double divisor() {
        return divisor;
    }

    /** The name of the array of class centres {@code [C, d]}. */
    public String centres() {
        return centres;
    }

    /** Trainers in the order in which they are tried. */
    static List<Trainer> all() {
        return List.of(values());
    }
}
