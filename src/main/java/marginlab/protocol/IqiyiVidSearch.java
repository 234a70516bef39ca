package marginlab.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.search.IqiyiVid;
import marginlab.protocol.search.SearchExtent;

/** iQIYI-VID: each person, as the mean of the videos of another set, looks for own videos. */
final class IqiyiVidSearch extends GallerySearch {
    private static final ProtocolNeed PEOPLE = ProtocolNeed.set(
            "people",
            "a set with videos of the same people, such as those of train.txt; each person is represented by the mean of these videos");

    IqiyiVidSearch() {
        super(IqiyiVid::score);
    }

    @Override
    public String label() {
        return "iqiyi-vid";
    }

    @Override
    public String description() {
        return "iQIYI-VID: MAP@100 of the videos found for each person.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.VIDEO_LIST);
    }

    @Override
    public List<ProtocolMetric> metrics() {
        return List.of(ProtocolMetric.share("map@100", "MAP@100"));
    }

    @Override
    public List<ProtocolNeed> needs() {
        return List.of(PEOPLE);
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        SetEmbeddings people = set.sets().get(PEOPLE.name());
        String variant = variant(new ProtocolInputs(Map.of(PEOPLE.name(), people.name()), Map.of()));
        try (NpyRows rows = NpyRows.openFloats(set.features())) {
            Map<Integer, float[]> means = people.means();
            long[] identities =
                    means.keySet().stream().mapToLong(Integer::longValue).toArray();
            MatrixRows persons = MatrixRows.of(means.values().toArray(float[][]::new));
            return products.with(
                            SearchExtent.of(persons, rows),
                            product -> ProtocolResult.of(
                                    IqiyiVid.score(set.name(), persons, identities, rows, set.people(), product)))
                    .with(one -> MegaFaceSearch.named(one, variant)
                            .noting(means.size() + " people, each the mean of the videos in " + people.name()));
        }
    }

    @Override
    public String decides() {
        return "people";
    }

    @Override
    public List<String> examples() {
        return List.of("score iqiyi-vid --probes people.npy --identities Y.npy --gallery videos.npy"
                + " --gallery-identities Z.npy");
    }

    @Override
    int publishedProbes() {
        return 4934;
    }

    @Override
    int publishedGallery() {
        return 172_835;
    }
}
