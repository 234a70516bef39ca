package marginlab.experiment.setting;

/** What each setting does, in a line for a person. */
final class SettingDescription {
    private static final String PROBABILITY = "probability with which a training image is changed: ";

    private SettingDescription() {}

    static String of(SettingKey key) {
        return switch (key) {
            case ENGINE -> "the engine that trains";
            case TRAIN -> "what is trained on: names of the catalog";
            case MIN_IMAGES -> "identities with fewer images are left out of training";
            case VERIFY -> "the columns of the table: verification sets of the catalog";
            case BACKBONE -> "the network";
            case INPUT -> "side of the square input in pixels; images of another size are resized";
            case EMBEDDING -> "dimension of the embedding";
            case DROPOUT -> "probability of dropping a feature before the output layer";
            case SCALE -> "scale s of the cosines";
            case GRADIENT -> "exact, the derivative of the published formula, or straight-through, as in arcface_torch";
            case BEYOND_PI -> "the target logit where the angle with its margin exceeds pi";
            case FLIP -> "whether half of the training images are mirrored";
            case SAMPLING -> "how batches are drawn; auto draws several images per identity if a term needs pairs";
            case RECIPE ->
                "whose conventions are used for initial weights, BN epsilon, weight decay and the rate in the momentum";
            case LEARN_SCALE -> "whether the scale is learned, starting from 'scale'";
            case SMOOTHING -> "fraction of the target probability that is spread over all classes";
            case CLASS_RATE ->
                "fraction of the classes used per step: those of the batch and a random sample of the others (Partial FC)";
            case PRECISION ->
                "of convolutions and products: float32, or float16 with all else in float32 (mixed; engine PyTorch)";
            case DEVICES ->
                "how many devices share each batch; auto means one: a GPU if the engine sees one, otherwise the CPU";
            case BATCH -> "images per iteration";
            case RATE -> "the highest learning rate";
            case CURVE -> "how the rate falls";
            case DIVIDE_AT ->
                "where the rate is divided, for curve steps; 5/8 and 7/8 of stop-at by default, as in the paper";
            case DIVIDE_BY -> "the divisor, for curve steps";
            case POWER -> "the exponent, for curve polynomial";
            case WARM_UP -> "the rate rises linearly from 0 for this long";
            case STOP_AT -> "the length of training";
            case MOMENTUM -> "momentum of SGD";
            case DECAY -> "weight decay";
            case CLIP -> "largest L2 norm of the whole gradient; 0 for no clipping";
            case EPOCH -> "the reported epoch: the last one, or the best on the watched set";
            case WATCH ->
                "the set that is scored after each epoch, for 'epoch: best' and 'stop-early';"
                        + " by default the first of 'verify'";
            case PATIENCE ->
                "training stops after this many epochs without improvement on the watched set; 0 for never";
            case AFTER -> "training does not stop early before this many epochs";
            case IDENTITIES -> "number of identities to train on, drawn from those with enough images; 0 for all";
            case IDENTITIES_SEED -> "random seed for drawing the identities, the same for all trials";
            case AUGMENT_CROP -> PROBABILITY + "all but a rectangle is black (AdaFace: 0.2)";
            case AUGMENT_LOW_RESOLUTION ->
                PROBABILITY + "shrunk to 0.2 to 1 of the side and enlarged again (AdaFace: 0.2)";
            case AUGMENT_PHOTOMETRIC ->
                PROBABILITY + "brightness, contrast and saturation change by half at most (AdaFace: 0.2)";
            case AUGMENT_COLOUR ->
                PROBABILITY + "brightness, contrast and saturation change by an eighth at most (arcface_mxnet: 0.5)";
            case AUGMENT_COMPRESSION -> PROBABILITY + "compressed as JPEG of quality 2 to 20 (arcface_mxnet: 0.5)";
            case AUGMENT_CUTOFF -> PROBABILITY + "a square of half the side is grey (arcface_mxnet: 0.5)";
            case INIT_FILE -> "initial weights: MXNet's .params, arcface_torch's .pt or .pth, our own .onnx";
            case INIT_CENTRES -> "whether the class centres also come from that file";
            case FREEZE ->
                "what is not trained; with backbone, only the class centres are, on embeddings that are computed once";
        };
    }
}
