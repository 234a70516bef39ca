package marginlab.protocol.files;

import java.nio.file.Path;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.template.TemplateImages;
import marginlab.protocol.template.Templates;

/**
 * Images of IJB with their templates.
 *
 * @param embeddings float32 {@code [M, d]}, one row a line of the image list
 * @param flip the same of the mirrored images, or null without the factor F
 * @param images {@code ijbX_face_tid_mid.txt}
 * @param detectorScores {@code ijbX_name_5pts_score.txt}, or null without the factor D
 * @param norm the factor N
 */
public record TemplateFiles(Path embeddings, Path flip, Path images, Path detectorScores, boolean norm) {
    public Templates.Factors factors() {
        return new Templates.Factors(norm, detectorScores != null, flip != null);
    }

    public Templates pool() {
        TemplateImages list = TemplateImages.read(images);
        double[] scores = detectorScores == null ? null : TemplateImages.readDetectorScores(detectorScores, images);
        try (NpyRows plain = NpyRows.openFloats(embeddings);
                NpyRows flipped = NpyRows.openFloats(flip == null ? embeddings : flip)) {
            return Templates.pool(plain, flip == null ? null : flipped, list, scores, factors());
        }
    }
}
