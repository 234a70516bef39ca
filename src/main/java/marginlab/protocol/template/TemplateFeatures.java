package marginlab.protocol.template;

import java.util.function.Consumer;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.UnitEmbeddings;

/**
 * Features of templates, made of the embeddings of their images, which come one template after another and in a template
 * one medium after another: nothing but the template at hand is held.
 *
 * <p>An image's feature is plain + mirrored at length 1; a medium's (the frames of a video) is the mean of its images'; a
 * template's the sum of its media's at length 1.
 */
public final class TemplateFeatures {
    private final Consumer<float[]> sink;
    private final double[] medium;
    private final double[] template;
    private int images;
    private int currentMedium;
    private int currentTemplate = -1;

    /**
     * Features to come.
     *
     * @param dimension d of an embedding
     * @param sink gets the feature {@code [d]} of each template, in order
     */
    public TemplateFeatures(int dimension, Consumer<float[]> sink) {
        this.sink = sink;
        medium = new double[dimension];
        template = new double[dimension];
    }

    /** Adds an image; {@code image} is its number, for messages. */
    public void add(int image, int ofTemplate, int ofMedium, float[] plain, float[] flipped) {
        if (ofTemplate != currentTemplate) {
            end();
        } else if (ofMedium != currentMedium) {
            endMedium();
        }
        currentTemplate = ofTemplate;
        currentMedium = ofMedium;
        float[] sum = new float[plain.length];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = plain[j] + flipped[j];
        }
        float[] unit = UnitEmbeddings.of("embeddings", image, sum);
        for (int j = 0; j < unit.length; j++) {
            medium[j] += unit[j];
        }
        images++;
    }

    /** Ends the last template. */
    public void end() {
        if (images == 0) {
            return;
        }
        endMedium();
        double squares = 0;
        for (double value : template) {
            squares += value * value;
        }
        if (squares == 0) {
            throw new ProblemException(
                    new Problem("template " + currentTemplate, "images that cancel to zero", "a sum with a direction"));
        }
        float[] feature = new float[template.length];
        for (int j = 0; j < feature.length; j++) {
            feature[j] = (float) (template[j] / Math.sqrt(squares));
            template[j] = 0;
        }
        sink.accept(feature);
    }

    private void endMedium() {
        for (int j = 0; j < medium.length; j++) {
            template[j] += medium[j] / images;
            medium[j] = 0;
        }
        images = 0;
    }
}
