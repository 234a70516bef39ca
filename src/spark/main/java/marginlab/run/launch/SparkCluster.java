package marginlab.run.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.run.code.ClassPath;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Machines that Apache Spark hands out: each trial is a Spark job of one task, which starts the worker on the executor
 * that Spark chose, with the GPU that Spark gave it. What is tried again, and when, is decided by the coordinator alone.
 */
public final class SparkCluster implements Cluster {
    /** A Spark installation has them; without them ours are half as large to send. */
    private static final List<String> OF_SPARK = List.of("spark-", "hadoop-", "scala-", "netty-", "rocksdbjni");

    private static final String JARS = "spark.jars";

    @Override
    public Launcher connect(ClusterRequest request, WorkerLauncher workers, Path runs) {
        SparkConf conf = conf(request);
        conf.set(JARS, jars(conf.get(JARS, "")));
        return new SparkLauncher(new JavaSparkContext(conf), workers, runs, SparkLauncher.token(runs));
    }

    /** What Spark must know; anything else can be given as a system property or by spark-submit. */
    static SparkConf conf(ClusterRequest request) {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", "marginlab");
        conf.setIfMissing("spark.ui.enabled", "false");
        if (!request.master().isEmpty()) {
            conf.setMaster(request.master());
        }
        conf.set("spark.task.cpus", String.valueOf(request.cpus()));
        if (request.gpus() > 0) {
            conf.set("spark.task.resource.gpu.amount", String.valueOf(request.gpus()));
        }
        // A second copy of a trial would write into the folder of the first, and who tries again is the coordinator.
        conf.set("spark.speculation", "false");
        conf.set("spark.task.maxFailures", "1");
        conf.set("spark.driver.maxResultSize", "0");
        return conf;
    }

    /** Our class path as jars, for executors have none of it. */
    private static String jars(String given) {
        List<String> jars = new ArrayList<>();
        for (String entry : ClassPath.of(SparkCluster.class).split(File.pathSeparator)) {
            Path path = Path.of(entry);
            jars.add(entry);
            jars.addAll(namedBy(path));
        }
        return Stream.concat(
                        Stream.of(given.split(",")).filter(jar -> !jar.isEmpty()),
                        jars.stream()
                                .filter(jar -> jar.endsWith(".jar"))
                                .filter(jar -> OF_SPARK.stream()
                                        .noneMatch(Path.of(jar).getFileName().toString()::startsWith))
                                .map(jar -> Path.of(jar).toUri().toString()))
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** The class path that the manifest of a jar names. */
    private static List<String> namedBy(Path jar) {
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            String names = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Class-Path");
            return names == null
                    ? List.of()
                    : Stream.of(names.split(" "))
                            .map(name -> jar.resolveSibling(name).toString())
                            .filter(name -> Files.exists(Path.of(name)))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
