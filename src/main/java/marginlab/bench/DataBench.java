package marginlab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.data.BatchSource;
import marginlab.data.Sampler;
import marginlab.experiment.Sampling;

/**
 * Speed of making batches: decoding JPEG on the threads of a training, mirroring, scaling.
 *
 * @param side of the images in pixels
 * @param batch images a batch
 * @param repeats batches that are timed together
 */
public record DataBench(int side, int batch, int repeats) {
    private static final int SAMPLES = 10;
    private static final int WARM_UP = 2;

    /** Measures. */
    public List<Figure> run() {
        NoiseFaces faces = new NoiseFaces(100, Math.max(1000, 4 * batch), side);
        List<Double> imagesPerSecond = new ArrayList<>();
        Sampler sampler = Sampler.of(Sampling.SHUFFLE, faces, batch, 1);
        try (BatchSource batches = new BatchSource(faces, sampler, side, true, 1)) {
            for (int sample = 0; sample < WARM_UP + SAMPLES; sample++) {
                long start = System.nanoTime();
                for (int i = 0; i < repeats; i++) {
                    batches.next();
                }
                imagesPerSecond.add(batch * repeats / ((System.nanoTime() - start) / 1e9));
            }
        }
        Map<String, String> names = new LinkedHashMap<>();
        names.put("side", String.valueOf(side));
        names.put("batch", String.valueOf(batch));
        names.put("format", "JPEG");
        return List.of(
                Figure.of("batches", names, imagesPerSecond.subList(WARM_UP, imagesPerSecond.size()), "images/s"));
    }
}
