package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;

/**
 * {@code (|x| - R)^2 / 2}, averaged over a batch: embeddings of one length R, which is learned, from the mean length of the first batch
 * on (Ring loss, CVPR 2018, arXiv 1803.00130). The paper's weight is 0.01: {@code Softmax + 0.01 * Ring}.
 */
public record RingLoss() implements Term {
    private static final String START = "Ring.start";
    private static final String RADIUS = "Ring.R";

    @Override
    public LossValue value(Angles angles) {
        NDManager manager = angles.embeddings().getManager();
        NDArray lengths = angles.norms();
        float mean = angles.operators().stopGradient(lengths).mean().getFloat();
        NDArray start = angles.memory().get(START, manager, m -> HostToEngine.number(m, mean));
        NDArray radius = angles.number(RADIUS).add(start.getFloat());
        return LossValue.of(angles.operators().mul(lengths.sub(radius).square().mean(), 0.5f));
    }

    @Override
    public boolean usesCentres() {
        return false;
    }

    @Override
    public Map<String, Double> numbers(long classes) {
        return Map.of(RADIUS, 0.0);
    }

    @Override
    public String label() {
        return "Ring";
    }
}
