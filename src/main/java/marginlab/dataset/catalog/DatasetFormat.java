package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.reader.AgeDbSplits;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.CfpFiducials;
import marginlab.dataset.reader.FolderReader;
import marginlab.dataset.reader.IjbLists;
import marginlab.dataset.reader.LfwPairs;
import marginlab.dataset.reader.ListReader;
import marginlab.dataset.reader.MegaFaceLists;
import marginlab.dataset.reader.PairLists;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.RfwLists;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.dataset.reader.TemplateLists;
import marginlab.dataset.reader.TinyFaceLists;
import marginlab.problem.FileProblem;

/** How a dataset is stored; a row of the catalog names one. */
public enum DatasetFormat {
    /** Faces that are drawn when they are asked for: as many as the row's identities and images say, without any file. */
    SYNTHETIC("synthetic", DatasetRole.TRAIN, false, row -> List.of(), DatasetFormat::drawn, null),
    /** InsightFace's {@code train.rec} with {@code train.idx} and {@code property} beside it. */
    RECORDIO(
            "recordio",
            DatasetRole.TRAIN,
            false,
            row -> List.of(row.path(), RecordIoReader.indexOf(row.path()), RecordIoReader.propertyOf(row.path())),
            row -> RecordIoReader.open(row.path()),
            null),
    /** InsightFace's {@code .bin}. */
    BIN("bin", DatasetRole.VERIFY, false, row -> List.of(row.path()), null, (path, list) -> BinReader.open(path)),
    /** A folder a person with images in it. */
    FOLDER("folder", DatasetRole.TRAIN, false, row -> List.of(row.path()), row -> FolderReader.open(row.path()), null),
    /** A folder a person, and LFW's {@code pairs.txt}. */
    LFW_PAIRS("lfw-pairs", DatasetRole.VERIFY, true, row -> List.of(row.path(), row.list()), null, LfwPairs::open),
    /** A list {@code path label} over a folder of images. */
    IMAGE_LIST(
            "image-list",
            DatasetRole.TRAIN,
            true,
            row -> List.of(row.path(), row.list()),
            row -> ListReader.open(row.path(), row.list()),
            null),
    /** A list {@code path1 path2 0|1} over a folder of images. */
    PAIR_LIST("pair-list", DatasetRole.VERIFY, true, row -> List.of(row.path(), row.list()), null, PairLists::columns),
    /** CALFW's and CPLFW's lists over a folder of images. */
    CROSS_LFW("cross-lfw", DatasetRole.VERIFY, true, row -> List.of(row.path(), row.list()), null, PairLists::crossLfw),
    /** AgeDB-30's splits, a MATLAB file, over a folder of images. */
    AGEDB_MAT("agedb-mat", DatasetRole.VERIFY, true, row -> List.of(row.path(), row.list()), null, AgeDbSplits::open),
    /** CFP's folder {@code Protocol}, frontal against frontal; aligned where its fiducials lie beside. */
    CFP_FF(
            "cfp-ff",
            DatasetRole.VERIFY,
            false,
            DatasetFormat::withImagesOfCfp,
            null,
            (path, list) -> PairLists.cfp(path, "FF")),
    /** CFP's folder {@code Protocol}, frontal against profile. */
    CFP_FP(
            "cfp-fp",
            DatasetRole.VERIFY,
            false,
            DatasetFormat::withImagesOfCfp,
            null,
            (path, list) -> PairLists.cfp(path, "FP")),
    /** IJB-B's and IJB-C's metadata, a folder, over a folder of images, which are aligned where it has their points. */
    IJB("ijb", Published.OTHERS, IjbLists::open),
    /** YTF's splits over a folder of frames a video. */
    YTF("ytf", Published.OTHERS, TemplateLists::ytf),
    /** MegaFace's lists, a folder, over a folder with the images of FaceScrub and of MegaFace. */
    MEGAFACE("megaface", MegaFaceLists::open),
    /** RFW's lists of pairs of four groups, a folder, over a folder of images. */
    RFW("rfw", RfwLists::open),
    /** TinyFace's lists, a folder, over its {@code Testing_Set}. */
    TINYFACE("tinyface", TinyFaceLists::open),
    /** A list {@code video label} over a folder of frames a video. */
    VIDEO_LIST("video-list", Published.VIDEOS, TemplateLists::videos),
    /** A list of images and nothing of who is on them. */
    IMAGE_NAMES("image-names", TemplateLists::names),
    /** A CSV {@code image,template,media,subject} over a folder of images. */
    TEMPLATES("templates", TemplateLists::csv);

    /** What a published number of images counts. */
    enum Published {
        /** The images of the lists. */
        IMAGES,
        /** The videos of the lists. */
        VIDEOS,
        /** What the lists do not have as many of. */
        OTHERS
    }

    private final String label;
    private final DatasetRole role;
    private final boolean needsList;
    private final Function<Dataset, List<Path>> parts;
    private final Function<Dataset, LabelledImages> faces;
    private final BiFunction<Path, Path, VerificationSet> pairs;
    private final BiFunction<Path, Path, TemplateSet> templates;
    private final Published published;

    DatasetFormat(String label, BiFunction<Path, Path, TemplateSet> templates) {
        this(label, Published.IMAGES, templates);
    }

    DatasetFormat(String label, Published published, BiFunction<Path, Path, TemplateSet> templates) {
        this.published = published;
        this.label = label;
        this.role = DatasetRole.IDENTIFY;
        this.needsList = true;
        this.parts = row -> List.of(row.path(), row.list());
        this.faces = null;
        this.pairs = null;
        this.templates = templates;
    }

    DatasetFormat(
            String label,
            DatasetRole role,
            boolean needsList,
            Function<Dataset, List<Path>> parts,
            Function<Dataset, LabelledImages> faces,
            BiFunction<Path, Path, VerificationSet> pairs) {
        this.label = label;
        this.role = role;
        this.needsList = needsList;
        this.parts = parts;
        this.faces = faces;
        this.pairs = pairs;
        this.templates = null;
        this.published = Published.IMAGES;
    }

    /** Its lists name images beside them. */
    private static List<Path> withImagesOfCfp(Dataset row) {
        return List.of(row.path(), row.path().resolveSibling(PairLists.CFP_IMAGES));
    }

    private static LabelledImages drawn(Dataset row) {
        return new SyntheticFaces(spec(row));
    }

    private static SyntheticSpec spec(Dataset row) {
        long people = row.counts().identities().orElse(0);
        long images = row.counts().images().orElse(0);
        if (people < 2 || people > RecordIoReader.EXACT_FLOATS || images < people || images % people != 0) {
            throw FileProblem.at(
                    row.place(),
                    (people == 1 ? "1 identity" : people + " identities") + " and " + images + " images to draw",
                    "'identities' from 2 to " + RecordIoReader.EXACT_FLOATS + ", and 'images' as a multiple of it");
        }
        return SyntheticSpec.load((int) people, (int) Math.min(Integer.MAX_VALUE, images / people));
    }

    /**
     * What decides beside the files what a dataset holds, in words: of drawn faces everything, of CFP which of its two lists of pairs
     * is read. Empty where no two formats of a role read the same files, so that these say it themselves.
     */
    String reading(Dataset row) {
        return switch (this) {
            case SYNTHETIC -> "synthetic faces " + spec(row);
            case CFP_FF, CFP_FP ->
                label
                        + (CfpFiducials.areIn(row.path().resolveSibling(PairLists.CFP_IMAGES))
                                ? ", aligned by its fiducials, of "
                                : " of ");
            default -> "";
        };
    }

    /** Where the people of a training set have their names, which say who is left out, if not in its parts. */
    Optional<Path> names(Dataset row) {
        return this == RECORDIO
                ? Optional.of(RecordIoReader.namesOf(row.path())).filter(Files::exists)
                : Optional.empty();
    }

    /** The folder that its images are files of; empty where they lie in one file or are drawn. */
    public Optional<Path> folder(Dataset row) {
        return switch (this) {
            case SYNTHETIC, RECORDIO, BIN -> Optional.empty();
            case CFP_FF, CFP_FP ->
                Optional.of(row.path().resolveSibling(PairLists.CFP_IMAGES).resolve("Images"));
            default -> Optional.of(row.path());
        };
    }

    /** Its name in the catalog. */
    public String label() {
        return label;
    }

    Published published() {
        return published;
    }

    /** What a dataset of this format can be used for. */
    public DatasetRole role() {
        return role;
    }

    /** Whether a row must name a {@code list} beside its {@code path}. */
    public boolean needsList() {
        return needsList;
    }

    /** Files and folders that must be there. */
    List<Path> parts(Dataset row) {
        return parts.apply(row);
    }

    LabelledImages openFaces(Dataset row) {
        return faces.apply(row);
    }

    public TemplateSet openTemplates(Dataset row) {
        return templates.apply(row.path(), row.list());
    }

    public VerificationSet openPairs(Dataset row) {
        return pairs.apply(row.path(), row.list());
    }
}
