package marginlab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.file.AtomicFile;
import marginlab.report.format.TableJson;
import marginlab.report.page.FaceDisclosure;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.SweepResults;

/** The files that tell what an experiment found. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code index.html}, {@code table.md}, {@code table.tex}, {@code table.csv}, {@code table-wide.csv} and {@code
     * results.json} into a folder, replacing what is there. A reader sees an old file or a new one, never half of one.
     *
     * @return the files, the page first
     */
    public static List<Path> write(SweepResults sweep, FaceDisclosure faces, Path folder) throws IOException {
        Findings findings = Findings.of(faces.in(sweep));
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            Path file = folder.resolve(format.file());
            AtomicFile.write(file, format.text(findings));
            files.add(file);
        }
        return files;
    }

    /** The table as it stands in {@code results.json}, without the single seeds. */
    public static TableJson table(SweepResults sweep) {
        return TableJson.of(AccuracyTable.of(sweep));
    }
}
