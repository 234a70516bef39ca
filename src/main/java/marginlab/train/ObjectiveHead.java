package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Variants;
import marginlab.loss.Objective;
import marginlab.loss.batch.LearnedArrays;
import marginlab.loss.margin.LossFactors;
import marginlab.network.NetworkHead;

/** What an objective needs of the network, and where it finds it in the network's output. */
public final class ObjectiveHead {
    private ObjectiveHead() {}

    /** The head that an objective needs for some identities. */
    public static NetworkHead of(Objective objective, Settings settings, int identities) {
        Variants variants = settings.variants();
        int compared = variants.sampled(identities);
        return new NetworkHead(
                objective.usesCentres() ? identities : 0,
                objective.centresEach(),
                objective.usesBias(),
                objective.usesCentres() && compared < identities,
                objective.numbers(compared, settings.scale(), variants.learnScale()));
    }

    /** The factors of a trial's losses. */
    static LossFactors factors(Settings settings) {
        return new LossFactors(
                settings.scale(),
                settings.gradient(),
                settings.beyondPi(),
                settings.variants().smoothing(),
                settings.variants().precision());
    }

    /** What is trained beside the network, by its place in the output; sampled classes are not in it. */
    static LearnedArrays learned(NDList outputs, NetworkHead head) {
        int next = 1;
        NDArray centres = head.identities() > 0 && !head.sampled() ? outputs.get(next++) : null;
        NDArray bias = head.bias() && !head.sampled() ? outputs.get(next++) : null;
        Map<String, NDArray> numbers = new LinkedHashMap<>();
        for (String name : head.numbers().keySet()) {
            numbers.put(name, outputs.get(next++));
        }
        return new LearnedArrays(centres, head.each(), bias, numbers);
    }
}
