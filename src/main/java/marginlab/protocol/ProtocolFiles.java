package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.VideoMeans;
import marginlab.protocol.search.AngleStatistics;
import marginlab.protocol.search.IqiyiVid;
import marginlab.protocol.search.MegaFace;
import marginlab.protocol.search.NoiseList;
import marginlab.protocol.search.SearchExtent;
import marginlab.protocol.search.TrillionPairs;
import marginlab.protocol.template.IjbIdentification;
import marginlab.protocol.template.IjbVerification;
import marginlab.protocol.template.SubjectList;
import marginlab.protocol.template.TemplateImages;
import marginlab.protocol.template.Templates;

/**
 * A protocol with the files that it is scored from, saved embeddings ({@code .npy}) and lists. Components that may be absent
 * are null.
 */
public interface ProtocolFiles {

    /**
     * What the protocol says of the files.
     *
     * @param set the name the outcome gets
     * @param product for protocols that search a gallery
     */
    ProtocolOutcome score(String set, MatrixProduct product);

    /** The files that say what is compared with what; a figure belongs to their content. */
    List<Path> lists();

    /** How much is searched, told from the heads of the files. */
    default SearchExtent extent() {
        return SearchExtent.NONE;
    }

    private static SearchExtent extent(Path probes, Path gallery) {
        try (NpyRows rows = NpyRows.openFloats(probes);
                NpyRows others = NpyRows.openFloats(gallery)) {
            return SearchExtent.of(rows, others);
        }
    }

    /**
     * Pairs in ten folds.
     *
     * @param embeddings float32 {@code [2N, d]}, or {@code [M, d]} with a list of pairs
     * @param flip the same of the mirrored images, or null
     * @param same bool {@code [N]} for rows 2i and 2i+1, or null with a list of pairs
     * @param pairs {@code ROW ROW 0|1} lines, or null
     * @param variant the rules, or null for the reference's
     */
    record Pairs(Path embeddings, Path flip, Path same, Path pairs, PairVariant variant) implements ProtocolFiles {
        public Pairs {
            if ((same == null) == (pairs == null)) {
                throw new IllegalArgumentException("either same or pairs");
            }
        }

        @Override
        public List<Path> lists() {
            return List.of(pairs == null ? same : pairs);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            return PairVerification.score(set, read(), variant);
        }

        /** The embeddings of the pairs, checked. */
        public PairEmbeddings read() {
            float[][] plain = Npy.floatRows(embeddings);
            float[][] flipped = flip == null ? null : Npy.floatRows(flip);
            return pairs == null
                    ? new PairEmbeddings(
                            "embeddings " + embeddings,
                            plain,
                            "flipped embeddings " + flip,
                            flipped,
                            Npy.booleans(same))
                    : PairList.read(pairs, plain.length)
                            .of("embeddings " + embeddings, plain, "flipped embeddings " + flip, flipped);
        }
    }

    /**
     * Videos in ten folds, YouTube Faces.
     *
     * @param frames float32 {@code [F, d]}
     * @param flip the same of the mirrored frames, or null; their means are a video's mirrored embedding
     * @param videos int {@code [F]}, the video of each frame from 0
     * @param pairs {@code VIDEO VIDEO 0|1} lines
     * @param variant the rules, or null for the reference's
     */
    record Videos(Path frames, Path flip, Path videos, Path pairs, PairVariant variant) implements ProtocolFiles {
        @Override
        public List<Path> lists() {
            return List.of(videos, pairs);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            long[] numbers = Npy.integers(videos);
            VideoMeans plain = means("frames", frames, numbers);
            float[][] means = plain.means();
            float[][] flipped = flip == null
                    ? null
                    : means("mirrored frames", flip, numbers).means();
            return PairVerification.score(
                            set, PairList.read(pairs, means.length).of(means, flipped), variant)
                    .noting(plain.note());
        }

        private static VideoMeans means(String what, Path file, long[] videos) {
            try (NpyRows rows = NpyRows.openFloats(file)) {
                return VideoMeans.of(what, rows, videos);
            }
        }
    }

    /**
     * Angles of embeddings and class centres, Table 3 of the paper.
     *
     * @param embeddings float32 {@code [N, d]}
     * @param labels int {@code [N]}
     * @param centres float32 {@code [C, d]}, or null on a test set
     */
    record AngleFiles(Path embeddings, Path labels, Path centres) implements ProtocolFiles {
        @Override
        public List<Path> lists() {
            return List.of(labels);
        }

        @Override
        public SearchExtent extent() {
            return centres == null ? SearchExtent.NONE : ProtocolFiles.extent(centres, centres);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            try (NpyRows rows = NpyRows.openFloats(embeddings)) {
                float[][] classes = centres == null ? null : Npy.floatRows(centres);
                return AngleStatistics.score(set, rows, Npy.integers(labels), classes, product);
            }
        }
    }

    /**
     * Images of IJB with their templates.
     *
     * @param embeddings float32 {@code [M, d]}, one row a line of the image list
     * @param flip the same of the mirrored images, or null without the factor F
     * @param images {@code ijbX_face_tid_mid.txt}
     * @param detectorScores {@code ijbX_name_5pts_score.txt}, or null without the factor D
     * @param norm the factor N
     */
    record TemplateFiles(Path embeddings, Path flip, Path images, Path detectorScores, boolean norm) {
        Templates.Factors factors() {
            return new Templates.Factors(norm, detectorScores != null, flip != null);
        }

        Templates pool() {
            TemplateImages list = TemplateImages.read(images);
            double[] scores = detectorScores == null ? null : TemplateImages.readDetectorScores(detectorScores, images);
            try (NpyRows plain = NpyRows.openFloats(embeddings);
                    NpyRows flipped = NpyRows.openFloats(flip == null ? embeddings : flip)) {
                return Templates.pool(plain, flip == null ? null : flipped, list, scores, factors());
            }
        }
    }

    /** IJB 1:1 on {@code ijbX_template_pair_label.txt}. */
    record IjbPairs(TemplateFiles templates, Path pairs) implements ProtocolFiles {
        @Override
        public List<Path> lists() {
            return List.of(templates.images(), pairs);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            return decided(set).outcome();
        }

        /** The outcome with the decision of each genuine pair. */
        public DecidedOutcome decided(String set) {
            return IjbVerification.decided(set, templates.pool(), pairs, templates.factors());
        }
    }

    /** IJB 1:N: galleries and probes as comma-separated lists with columns template and subject. */
    record IjbSearch(TemplateFiles templates, List<Path> galleries, Path probes) implements ProtocolFiles {
        public IjbSearch {
            galleries = List.copyOf(galleries);
        }

        @Override
        public List<Path> lists() {
            List<Path> lists = new ArrayList<>(galleries);
            lists.add(templates.images());
            lists.add(probes);
            return lists;
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            return decided(set, product).outcome();
        }

        /** The outcome with the decision of each probe that has a mate. */
        public DecidedOutcome decided(String set, MatrixProduct product) {
            List<SubjectList> lists = new ArrayList<>();
            for (Path gallery : galleries) {
                lists.add(SubjectList.read(gallery));
            }
            SubjectList searched = SubjectList.read(probes);
            return IjbIdentification.decided(set, templates.pool(), lists, searched, templates.factors(), product);
        }
    }

    /**
     * MegaFace.
     *
     * @param probes float32 {@code [P, d]}
     * @param identities int {@code [P]}
     * @param distractors float32 {@code [G, d]}
     * @param probeNoise row numbers of probes with a wrong label, or null
     * @param distractorNoise row numbers of distractors that show a probe's identity, or null
     */
    record MegaFaceFiles(Path probes, Path identities, Path distractors, Path probeNoise, Path distractorNoise)
            implements ProtocolFiles {
        @Override
        public List<Path> lists() {
            return Stream.of(identities, probeNoise, distractorNoise)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public SearchExtent extent() {
            return ProtocolFiles.extent(probes, distractors);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            float[][] rows = Npy.floatRows(probes);
            long[] whose = Npy.integers(identities);
            boolean[] wrong = NoiseList.read(probeNoise, rows.length);
            try (NpyRows gallery = NpyRows.openFloats(distractors)) {
                boolean[] noise = NoiseList.read(distractorNoise, gallery.rows());
                return MegaFace.score(set, rows, whose, wrong, gallery, noise, product);
            }
        }
    }

    /**
     * Trillion-Pairs, and iQIYI-VID: what is searched for, and where.
     *
     * @param probes float32 {@code [P, d]}; for iQIYI-VID one row a person
     * @param probeIdentities int {@code [P]}
     * @param gallery float32 {@code [G, d]}; for iQIYI-VID the videos
     * @param galleryIdentities int {@code [G]}; negative for a distractor
     * @param kind which of the two
     */
    record GalleryFiles(Path probes, Path probeIdentities, Path gallery, Path galleryIdentities, Kind kind)
            implements ProtocolFiles {

        /** The protocols that need no more than probes and a gallery. */
        public enum Kind {
            TRILLION_PAIRS(TrillionPairs::score),
            IQIYI_VID(IqiyiVid::score);

            private final Search search;

            Kind(Search search) {
                this.search = search;
            }
        }

        @Override
        public List<Path> lists() {
            return List.of(probeIdentities, galleryIdentities);
        }

        private interface Search {
            ProtocolOutcome score(
                    String set,
                    MatrixRows probes,
                    long[] probeIdentities,
                    MatrixRows gallery,
                    long[] galleryIdentities,
                    MatrixProduct product);
        }

        @Override
        public SearchExtent extent() {
            return ProtocolFiles.extent(probes, gallery);
        }

        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            try (NpyRows searched = NpyRows.openFloats(probes);
                    NpyRows searchedIn = NpyRows.openFloats(gallery)) {
                return kind.search.score(
                        set,
                        searched,
                        Npy.integers(probeIdentities),
                        searchedIn,
                        Npy.integers(galleryIdentities),
                        product);
            }
        }
    }
}
