package marginlab.dataset.catalog;

import java.util.List;
import marginlab.dataset.fetch.Downloader;
import marginlab.dataset.fetch.PublicFile;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.progress.Progress;

/**
 * Where a dataset comes from and on what terms.
 *
 * @param terms of use, one line
 * @param source where it comes from
 * @param get what to do to have it, one line
 * @param generator what makes it on first use; empty where a person has to get it
 * @param madeFrom the dataset that the generator works on; empty where it needs none
 * @param downloads public files that make it up, in the order in which they are fetched
 */
public record DatasetOrigin(
        String terms, String source, String get, String generator, String madeFrom, List<PublicFile> downloads) {
    public DatasetOrigin {
        downloads = List.copyOf(downloads);
    }

    /** Where it comes from and what to do. */
    String hint() {
        return (source.isEmpty() ? "" : "It comes from " + source + ". ") + get;
    }

    /**
     * Gets the public files and unpacks the archives among them; one that fails keeps no other back.
     *
     * @param place of the row, for messages
     */
    void fetch(Progress progress, String place) {
        Downloader downloader = new Downloader(progress);
        LineProblems faults = new LineProblems();
        downloads.forEach(download -> faults.gather(() -> download.fetch(downloader)));
        int there = downloads.size() - faults.count();
        faults.end(there, new Problem(place, there + " files of " + downloads.size(), "all of them"));
    }
}
