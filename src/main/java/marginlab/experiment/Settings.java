package marginlab.experiment;

import java.util.List;
import marginlab.loss.BeyondPi;
import marginlab.loss.Gradient;

/**
 * Everything about a trial but its objective and seed: two trials with equal settings, objective, seed and data are the
 * same trial.
 *
 * @param engine {@code MXNet} or {@code PyTorch}
 * @param train names of the training sets
 * @param minImages identities with fewer images are left out of training
 * @param verify names of the verification sets, in the order of the table's columns
 * @param backbone the network
 * @param input the side of the square input in pixels; images of another size are resized
 * @param embedding dimension d of the embedding
 * @param dropout before the output layer, a probability
 * @param scale s, the factor of the cosines
 * @param gradient exact or straight-through
 * @param beyondPi the target logit where the angle and its margin pass pi
 * @param flip whether training images are mirrored at random
 * @param sampling how batches are drawn
 * @param schedule the optimisation
 */
public record Settings(
        String engine,
        List<String> train,
        int minImages,
        List<String> verify,
        Backbone backbone,
        int input,
        int embedding,
        double dropout,
        double scale,
        Gradient gradient,
        BeyondPi beyondPi,
        boolean flip,
        Sampling sampling,
        Schedule schedule) {

    public Settings {
        train = List.copyOf(train);
        verify = List.copyOf(verify);
    }
}
