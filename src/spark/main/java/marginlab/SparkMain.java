package marginlab;

import java.util.Map;
import marginlab.run.launch.SparkCluster;

/** The program with Apache Spark beside this machine: {@code run FILE --launcher spark}. */
public final class SparkMain {
    private SparkMain() {}

    public static void main(String[] arguments) {
        Main.run(SparkMain.class, arguments, Map.of("spark", new SparkCluster()));
    }
}
