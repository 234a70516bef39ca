package marginlab.network.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import marginlab.experiment.setting.Backbone;
import marginlab.network.weights.Layer.Kind;

/**
 * The layers of a backbone that have arrays, in the order in which the network has them, with their names in the trainers that have
 * the same network: arcface_mxnet's LResNet-E-IR ({@code fresnet.py}) and MobileFaceNet ({@code fmobilefacenet.py}), and
 * arcface_torch's {@code iresnet.py}. Its MobileFaceNet has other groups in the convolutions and no names here; nor have squeeze and
 * excitation, which both write with biases.
 */
public final class BackboneLayers {
    private static final int COLOURS = 3;
    private static final int SMALL = 3;
    /** Channels of squeeze and excitation are so many times fewer. */
    private static final int SQUEEZE = 16;

    private final Backbone backbone;
    private final int embedding;
    private final List<Layer> layers = new ArrayList<>();
    /** Of the maps, in pixels. */
    private int side;

    private BackboneLayers(Backbone backbone, int input, int embedding) {
        this.backbone = backbone;
        this.embedding = embedding;
        side = input;
    }

    /** In order. */
    public static List<Layer> of(Backbone backbone, int input, int embedding) {
        BackboneLayers walk = new BackboneLayers(backbone, input, embedding);
        if (backbone.kind() == Backbone.Kind.MOBILE) {
            walk.mobile();
        } else {
            walk.residual();
        }
        return List.copyOf(walk.layers);
    }

    private void residual() {
        int width = backbone.widths().get(0);
        add(Kind.CONVOLUTION, "conv0", "conv1", width, COLOURS, SMALL, SMALL);
        add(Kind.NORMALISATION, "bn0", "bn1", width);
        slopes("relu0", "prelu", width);
        for (int stage = 1; stage <= backbone.units().size(); stage++) {
            int to = backbone.widths().get(stage - 1);
            for (int unit = 1; unit <= backbone.units().get(stage - 1); unit++) {
                unit(
                        "stage" + stage + "_unit" + unit + "_",
                        "layer" + stage + "." + (unit - 1) + ".",
                        width,
                        to,
                        unit == 1);
                width = to;
            }
            halve();
        }
        add(Kind.NORMALISATION, "bn1", "bn2", width);
        add(Kind.LINEAR, "pre_fc1", "fc", embedding, (long) width * side * side);
        add(Kind.NORMALISATION, "fc1", "features", embedding);
    }

    private void unit(String mxnet, String torch, int from, int to, boolean first) {
        add(Kind.NORMALISATION, mxnet + "bn1", torch + "bn1", from);
        add(Kind.CONVOLUTION, mxnet + "conv1", torch + "conv1", to, from, SMALL, SMALL);
        add(Kind.NORMALISATION, mxnet + "bn2", torch + "bn2", to);
        slopes(mxnet + "relu1", torch + "prelu", to);
        add(Kind.CONVOLUTION, mxnet + "conv2", torch + "conv2", to, to, SMALL, SMALL);
        add(Kind.NORMALISATION, mxnet + "bn3", torch + "bn3", to);
        if (backbone.kind() == Backbone.Kind.IR_SE) {
            // Only a file of marginlab's own has them.
            long few = Math.max(1, to / SQUEEZE);
            layers.add(new Layer(Kind.GATE, Map.of(Trainer.ARCFACE_TORCH, torch + "se.fc1"), List.of(few, (long) to)));
            layers.add(new Layer(Kind.GATE, Map.of(Trainer.ARCFACE_TORCH, torch + "se.fc2"), List.of((long) to, few)));
        }
        if (first) {
            add(Kind.CONVOLUTION, mxnet + "conv1sc", torch + "downsample.0", to, from, 1, 1);
            add(Kind.NORMALISATION, mxnet + "sc", torch + "downsample.1", to);
        }
    }

    private void mobile() {
        int width = backbone.widths().get(0);
        block("conv_1", width, COLOURS, SMALL);
        block("conv_2_dw", width, 1, SMALL);
        halve();
        for (int stage = 0; stage < backbone.units().size(); stage++) {
            int to = backbone.widths().get(stage);
            // Their names count from the second layer on: dconv_23, res_3, dconv_34, ...
            bottleneck("dconv_" + (stage + 2) + (stage + 3) + "_conv", width, (stage == 0 ? 2 : 4) * width, to);
            width = to;
            for (int unit = 0; unit < backbone.units().get(stage); unit++) {
                bottleneck("res_" + (stage + 3) + "_block" + unit + "_conv", width, 2 * width, width);
            }
            halve();
        }
        block("conv_6sep", Backbone.MOBILE_FEATURES, width, 1);
        linear("conv_6dw7_7", Backbone.MOBILE_FEATURES, 1, side);
        add(Kind.LINEAR, "pre_fc1", null, embedding, Backbone.MOBILE_FEATURES);
        add(Kind.NORMALISATION, "fc1", null, embedding);
    }

    /** Of a convolution with stride 2 and padding. */
    private void halve() {
        side = (side + 1) / 2;
    }

    private void bottleneck(String name, int from, int inside, int to) {
        block(name + "_sep", inside, from, 1);
        block(name + "_dw", inside, 1, SMALL);
        linear(name + "_proj", to, inside, 1);
    }

    /** Convolution, normalisation, slopes. */
    private void block(String mxnet, int to, int from, int kernel) {
        linear(mxnet, to, from, kernel);
        slopes(mxnet, null, to);
    }

    private void linear(String mxnet, int to, int from, int kernel) {
        add(Kind.CONVOLUTION, mxnet, null, to, from, kernel, kernel);
        add(Kind.NORMALISATION, mxnet, null, to);
    }

    private void slopes(String mxnet, String torch, int width) {
        if (backbone.activation() == Backbone.Activation.PRELU) {
            add(Kind.SLOPES, mxnet, torch, width);
        }
    }

    private void add(Kind kind, String mxnet, String torch, long... sides) {
        Map<Trainer, String> names = new EnumMap<>(Trainer.class);
        names.put(Trainer.ARCFACE_MXNET, mxnet);
        if (torch != null) {
            names.put(Trainer.ARCFACE_TORCH, torch);
        }
        layers.add(new Layer(kind, names, Arrays.stream(sides).boxed().toList()));
    }
}
