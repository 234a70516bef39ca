package marginlab.dataset.draft;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.experiment.setting.DatasetNamesType;
import marginlab.problem.FileProblem;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Where the files of a first experiment go.
 *
 * @param home folder that paths below are relative for
 * @param experiment the experiment's file
 * @param catalog the file of its datasets
 */
public record DraftPlace(Path home, Path experiment, Path catalog) {
    /** Below a folder: {@code experiments/NAME.yaml}, and the rows in a folder that the catalog takes in. */
    public static DraftPlace below(Path home, Path rows, String name) {
        if (!DatasetNamesType.NAME.matcher(name).matches()) {
            throw new ProblemException(
                    new Problem("--name", "'" + name + "'", "letters, digits, dots, hyphens and underscores"));
        }
        return new DraftPlace(home, home.resolve("experiments").resolve(name + ".yaml"), rows.resolve(name + ".yaml"));
    }

    /** The folder of the lists. */
    Path lists() {
        String name = catalog.getFileName().toString();
        return catalog.resolveSibling(name.substring(0, name.length() - ".yaml".length()));
    }

    Path pairs() {
        return lists().resolve("pairs.txt");
    }

    Path packedPairs() {
        return lists().resolve("pairs.bin");
    }

    Path heldOut() {
        return lists().resolve("held-out.txt");
    }

    Path trained() {
        return lists().resolve("train.txt");
    }

    /** Refuses to replace what somebody may have changed since. */
    public void requireNew() {
        List<Path> there = Stream.of(experiment, catalog, pairs(), packedPairs(), heldOut(), trained())
                .filter(Files::exists)
                .toList();
        if (!there.isEmpty()) {
            throw new ProblemException(there.stream()
                    .map(file -> new Problem(
                            file.toString(),
                            "a file that is there already",
                            "a new one",
                            "--force replaces it, --name gives the new ones another name"))
                    .toList());
        }
    }

    /** A path as a row of the catalog has it: relative where it lies below the home too, so that both can be moved. */
    String inRow(Path path) {
        Path target = path.toAbsolutePath().normalize();
        if (target.toString().contains("${")) {
            throw FileProblem.at(target.toString(), "'${' in a path", "one without: a catalog takes it for a variable");
        }
        Path folder = catalog.toAbsolutePath().normalize().getParent();
        boolean isBeside = target.startsWith(home.toAbsolutePath().normalize());
        return (isBeside ? folder.relativize(target) : target).toString().replace('\\', '/');
    }
}
