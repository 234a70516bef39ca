package marginlab.dataset.catalog;

import java.nio.file.Files;
import java.util.List;
import marginlab.file.hash.Fingerprints;

/** Hashes of all that decides what a dataset says. */
record DatasetHashes(Catalog catalog, Fingerprints fingerprints) {

    /** Of its own files, and of what its protocol needs beside it. */
    String of(String name) {
        String own = content(name);
        ProtocolInputs beside = catalog.dataset(name).beside();
        return beside.isEmpty() ? own : Fingerprints.ofText(own + content(beside));
    }

    /** Of its own files, and of how they are read where they do not say so themselves. */
    String content(String name) {
        Dataset row = catalog.present(name);
        String files = row.parts().isEmpty() ? "" : fingerprints.of(row.parts());
        String reading = row.format().reading(row);
        return reading.isEmpty() ? files : Fingerprints.ofText(reading + files);
    }

    /** What is not there counts as empty: a set can be scored without some of what it could be scored with. */
    private String content(ProtocolInputs beside) {
        StringBuilder text = new StringBuilder();
        beside.orderedSets().forEach(set -> text.append('\n').append(isAbsent(set) ? "" : content(set)));
        beside.orderedLists()
                .forEach(list -> text.append('\n').append(Files.exists(list) ? fingerprints.of(List.of(list)) : ""));
        return text.toString();
    }

    private boolean isAbsent(String name) {
        Dataset row = catalog.dataset(name);
        return row.missing().isPresent() && !catalog.canGenerate(row);
    }
}
