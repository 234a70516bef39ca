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
            case DROPOUT -> "probability with which a feature before the output layer is dropped";
            case SCALE -> "s, the factor of the cosines";
            case GRADIENT ->
                "the derivative of the published formula, or arcface_torch's, which takes the margin's as one";
            case BEYOND_PI -> "the target logit where the angle with its margin passes pi";
            case FLIP -> "whether half of the training images are mirrored";
            case SAMPLING ->
                "how batches are drawn; auto draws identities with several images where a term needs pairs";
            case RECIPE ->
                "whose conventions: first weights, BN epsilon, what decays, where the rate stands in the momentum";
            case LEARN_SCALE -> "whether the scale is trained with the network, from scale on";
            case SMOOTHING -> "share of the target that a cross entropy spreads over all classes";
            case CLASS_RATE ->
                "share of the classes that a step compares with: those of the batch and others at random (Partial FC)";
            case DEVICES ->
                "how many devices share each batch; auto for one: a GPU where the engine sees one, else the processor";
            case BATCH -> "images an iteration";
            case RATE -> "the highest learning rate";
            case CURVE -> "how the rate falls";
            case DIVIDE_AT ->
                "where the rate is divided; 5/8 and 7/8 of stop-at unless given, as in the paper; for curve steps";
            case DIVIDE_BY -> "the divisor; for curve steps";
            case POWER -> "the exponent; for curve polynomial";
            case WARM_UP -> "the rate grows linearly from 0 over this length";
            case STOP_AT -> "the length of training";
            case MOMENTUM -> "momentum of SGD";
            case DECAY -> "weight decay";
            case CLIP -> "largest L2 norm of all gradients together; 0 for none";
            case EPOCH -> "the epoch that is reported: the last, or the one that is best on the watched set";
            case WATCH ->
                "the set whose accuracy is taken after each epoch, for 'epoch: best' and 'stop-early';"
                        + " the first of verify unless given";
            case PATIENCE ->
                "training ends after so many epochs without a better accuracy on the watched set; 0 for never";
            case AFTER -> "training does not end early before this many epochs";
            case IDENTITIES -> "so many identities are trained on, drawn among those with enough images; 0 for all";
            case IDENTITIES_SEED -> "draws the identities, the same for trials of all seeds";
            case AUGMENT_CROP -> PROBABILITY + "all but a rectangle is black (AdaFace: 0.2)";
            case AUGMENT_LOW_RESOLUTION ->
                PROBABILITY + "shrunk to 0.2 to 1 of the side and enlarged again (AdaFace: 0.2)";
            case AUGMENT_PHOTOMETRIC ->
                PROBABILITY + "brightness, contrast and saturation change by half at most (AdaFace: 0.2)";
            case AUGMENT_COLOUR ->
                PROBABILITY + "brightness, contrast and saturation change by an eighth at most (arcface_mxnet: 0.5)";
            case AUGMENT_COMPRESSION -> PROBABILITY + "compressed as JPEG of quality 2 to 20 (arcface_mxnet: 0.5)";
            case AUGMENT_CUTOFF -> PROBABILITY + "a square of half the side is grey (arcface_mxnet: 0.5)";
            case INIT_FILE -> "weights to start from: MXNet's .params, arcface_torch's .pt or .pth, our own .onnx";
            case INIT_CENTRES -> "whether the class centres are taken from that file too";
            case FREEZE ->
                "what stays as it starts; with backbone, class centres alone are trained, on embeddings that are made once";
        };
    }
}
