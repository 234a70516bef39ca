package marginlab.network.weights;

import java.util.ArrayList;
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
    private final Backbone backbone;
    private final List<Layer> layers = new ArrayList<>();

    private BackboneLayers(Backbone backbone) {
        this.backbone = backbone;
    }

    /** In order. */
    public static List<Layer> of(Backbone backbone) {
        BackboneLayers walk = new BackboneLayers(backbone);
        if (backbone.kind() == Backbone.Kind.MOBILE) {
            walk.mobile();
        } else {
            walk.residual();
        }
        return List.copyOf(walk.layers);
    }

    private void residual() {
        add(Kind.CONVOLUTION, "conv0", "conv1");
        add(Kind.NORMALISATION, "bn0", "bn1");
        slopes("relu0", "prelu");
        for (int stage = 1; stage <= backbone.units().size(); stage++) {
            for (int unit = 1; unit <= backbone.units().get(stage - 1); unit++) {
                unit("stage" + stage + "_unit" + unit + "_", "layer" + stage + "." + (unit - 1) + ".", unit == 1);
            }
        }
        add(Kind.NORMALISATION, "bn1", "bn2");
        add(Kind.LINEAR, "pre_fc1", "fc");
        add(Kind.NORMALISATION, "fc1", "features");
    }

    private void unit(String mxnet, String torch, boolean first) {
        add(Kind.NORMALISATION, mxnet + "bn1", torch + "bn1");
        add(Kind.CONVOLUTION, mxnet + "conv1", torch + "conv1");
        add(Kind.NORMALISATION, mxnet + "bn2", torch + "bn2");
        slopes(mxnet + "relu1", torch + "prelu");
        add(Kind.CONVOLUTION, mxnet + "conv2", torch + "conv2");
        add(Kind.NORMALISATION, mxnet + "bn3", torch + "bn3");
        if (backbone.kind() == Backbone.Kind.IR_SE) {
            // Only a file of marginlab's own has them.
            layers.add(new Layer(Kind.GATE, Map.of(Trainer.ARCFACE_TORCH, torch + "se.fc1")));
            layers.add(new Layer(Kind.GATE, Map.of(Trainer.ARCFACE_TORCH, torch + "se.fc2")));
        }
        if (first) {
            add(Kind.CONVOLUTION, mxnet + "conv1sc", torch + "downsample.0");
            add(Kind.NORMALISATION, mxnet + "sc", torch + "downsample.1");
        }
    }

    private void mobile() {
        block("conv_1");
        block("conv_2_dw");
        for (int stage = 0; stage < backbone.units().size(); stage++) {
            // Their names count from the second layer on: dconv_23, res_3, dconv_34, ...
            bottleneck("dconv_" + (stage + 2) + (stage + 3) + "_conv");
            for (int unit = 0; unit < backbone.units().get(stage); unit++) {
                bottleneck("res_" + (stage + 3) + "_block" + unit + "_conv");
            }
        }
        block("conv_6sep");
        linear("conv_6dw7_7");
        add(Kind.LINEAR, "pre_fc1", null);
        add(Kind.NORMALISATION, "fc1", null);
    }

    private void bottleneck(String name) {
        block(name + "_sep");
        block(name + "_dw");
        linear(name + "_proj");
    }

    /** Convolution, normalisation, slopes. */
    private void block(String mxnet) {
        linear(mxnet);
        slopes(mxnet, null);
    }

    private void linear(String mxnet) {
        add(Kind.CONVOLUTION, mxnet, null);
        add(Kind.NORMALISATION, mxnet, null);
    }

    private void slopes(String mxnet, String torch) {
        if (backbone.activation() == Backbone.Activation.PRELU) {
            add(Kind.SLOPES, mxnet, torch);
        }
    }

    private void add(Kind kind, String mxnet, String torch) {
        Map<Trainer, String> names = new EnumMap<>(Trainer.class);
        names.put(Trainer.ARCFACE_MXNET, mxnet);
        if (torch != null) {
            names.put(Trainer.ARCFACE_TORCH, torch);
        }
        layers.add(new Layer(kind, names));
    }
}
