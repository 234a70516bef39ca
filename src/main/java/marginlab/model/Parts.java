package marginlab.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import marginlab.experiment.Backbone;

/** The layers that an improved residual network is made of, with the constants of the paper's recipe. */
final class Parts {
    /** As MXNet's reference network has it. */
    static final float EPSILON = 2e-5f;

    /** The part of the running statistics that is kept at each step. */
    static final float KEEP = 0.9f;

    private Parts() {}

    static Block convolution(int filters, int kernel, int stride) {
        return Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build();
    }

    static Block batchNorm() {
        return BatchNorm.builder().optEpsilon(EPSILON).optMomentum(KEEP).build();
    }

    /** Batch normalisation whose scale stays at one, after the output layer. */
    static Block batchNormUnscaled() {
        return BatchNorm.builder()
                .optEpsilon(EPSILON)
                .optMomentum(KEEP)
                .optScale(false)
                .build();
    }

    static Block activation(Backbone.Activation activation) {
        return activation == Backbone.Activation.PRELU ? new PRelu() : Activation.reluBlock();
    }
}
