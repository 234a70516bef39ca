package marginlab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;

/** Two embeddings on the axes of a plane and the centres of their classes on the same axes, in files that {@code loss} reads. */
record AxisArrays(Path folder, CommandShell shell) {

    /** Writes the files. */
    static AxisArrays in(Path folder) {
        AxisArrays arrays = new AxisArrays(folder, new CommandShell(folder));
        Npy.write(folder.resolve("e.npy"), new float[][] {{2, 0}, {0, 3}});
        Npy.write(folder.resolve("w.npy"), new float[][] {{1, 0}, {0, 5}});
        Npy.write(folder.resolve("y.npy"), new long[] {0, 1});
        return arrays;
    }

    /** What the verb answers for a loss and further arguments. */
    CommandShell.Answer loss(String label, String... more) {
        List<String> arguments = List.of(
                "loss",
                label,
                "--embeddings",
                file("e"),
                "--labels",
                file("y"),
                "--out",
                folder.toString(),
                "--engine",
                "MXNet");
        return shell.run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    String file(String name) {
        return folder.resolve(name + ".npy").toString();
    }
}
