package marginlab.protocol;

import java.util.List;
import java.util.Set;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.files.VideoFiles;
import marginlab.protocol.pair.VideoMeans;

/** Pairs of videos in ten folds, a video as the mean of its frames: YouTube Faces. */
final class VideoPairs extends FoldedPairs {
    @Override
    public String label() {
        return "ytf";
    }

    @Override
    public String description() {
        return "YouTube Faces: pairs of videos over ten folds, a video as the mean of its frames. Averaged are the frames'"
                + " embeddings at length 1; with --flip the mirrored frames too, and a video is the sum of both means."
                + " The answer says how many videos and frames there were.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.YTF);
    }

    @Override
    public String decides() {
        return "pairs of videos";
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        String note = VideoMeans.note(set.templates().template());
        return super.score(set, products).with(outcome -> outcome.noting(note));
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("embeddings", "E.npy", "of the frames, float32 [F, d]"),
                ProtocolArgument.perhaps("flip", "F.npy", "of the mirrored frames, of the same shape"),
                ProtocolArgument.file("videos", "V.npy", "video of each frame, int [F]"),
                ProtocolArgument.file("pairs", "FILE", "lines 'VIDEO VIDEO 0|1', videos by number"),
                new ProtocolArgument("rules", "LABEL", ProtocolArgument.Kind.WORD, "as for ten-fold"));
    }

    @Override
    public String namedBy() {
        return "pairs";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "score ytf --embeddings frames.npy --flip mirrored.npy --videos videos.npy --pairs pairs.txt",
                "score stored 4f3a --set ytf        with the network of a run");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new VideoFiles(
                given.file("embeddings"), given.file("flip"), given.file("videos"), given.file("pairs"), rules(given));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int videos = made.size(3425, 10);
        int frames = made.size(621_126, videos);
        return new VideoFiles(
                made.rows("frames", frames),
                null,
                made.numbers("videos", frames, frame -> frame % videos),
                made.lines(
                        "pairs",
                        made.size(5000, 500),
                        pair -> pair % videos + " " + (pair + 1) % videos + " " + (pair % 500 < 250 ? 1 : 0)),
                null);
    }
}
