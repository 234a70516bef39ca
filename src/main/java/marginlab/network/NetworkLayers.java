package marginlab.network;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import marginlab.engine.Precision;
import marginlab.experiment.setting.Backbone;

/**
 * The layers that a network is made of.
 *
 * @param epsilon added to a variance before its root in batch normalisation
 * @param precision of convolutions and products in training
 */
record NetworkLayers(float epsilon, Precision precision) {
    /** The part of the running statistics that is kept at each step. */
    static final float KEEP = 0.9f;

    /** A square convolution without a bias that keeps the side, but for the stride. */
    Block convolution(int filters, int kernel, int stride) {
        return new Conv2d(filters, kernel, stride, kernel / 2, 1, precision);
    }

    /** A convolution with one filter a channel. */
    Block depthwise(int channels, int kernel, int stride, int padding) {
        return new Conv2d(channels, kernel, stride, padding, channels, precision);
    }

    /** A fully connected layer. */
    Block linear(int units) {
        return new Linear(units, precision);
    }

    Block batchNorm() {
        return BatchNorm.builder().optEpsilon(epsilon).optMomentum(KEEP).build();
    }

    /** Batch normalisation whose scale stays at one, after the output layer. */
    Block batchNormUnscaled() {
        return BatchNorm.builder()
                .optEpsilon(epsilon)
                .optMomentum(KEEP)
                .optScale(false)
                .build();
    }

    Block activation(Backbone.Activation activation) {
        return activation == Backbone.Activation.PRELU ? new PRelu() : Activation.reluBlock();
    }
}
