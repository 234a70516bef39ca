package marginlab.run.score;

import java.nio.file.Path;
import marginlab.dataset.TemplateSet;
import marginlab.file.npy.NpyWriter;
import marginlab.image.decode.ChosenImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;
import marginlab.protocol.template.TemplateFeatures;
import marginlab.train.ImageEmbedder;

/**
 * Embeds sets of templates; of a million images one template at a time is held.
 *
 * @param batch images at once
 * @param progress hears of each batch
 */
record TemplateEmbedder(EmbeddingNetwork network, int batch, Progress progress) {

    /** Writes a feature a template, {@code [T, d]}. */
    void features(TemplateSet set, Path out) {
        int[] order = set.together();
        int[] template = set.template();
        int[] media = set.media();
        try (NpyWriter rows = new NpyWriter(out, set.templates().size(), network.dimension())) {
            TemplateFeatures features = new TemplateFeatures(network.dimension(), rows::add);
            embedder().each(new ChosenImages(set.images(), order), (i, plain, flipped) -> {
                int image = order[i];
                features.add(image, template[image], media[image], plain, flipped);
            });
            features.end();
            rows.finish();
        }
    }

    /** Writes the embeddings of all images in their order, {@code [M, d]}, plain and mirrored. */
    void images(TemplateSet set, Path plain, Path flipped) {
        EmbeddingRows.write(embedder(), set.images(), network.dimension(), plain, flipped);
    }

    private ImageEmbedder embedder() {
        return new ImageEmbedder(network, batch, progress);
    }
}
