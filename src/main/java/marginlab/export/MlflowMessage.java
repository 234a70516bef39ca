package marginlab.export;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;

/** What is said to an MLflow server and what it answers, in its own names. */
final class MlflowMessage {
    private MlflowMessage() {}

    record CreateExperiment(String name) {}

    record MlflowExperiment(
            @SerializedName("experiment_id") String id,
            @SerializedName("lifecycle_stage") String stage) {}

    /** An experiment that is there. */
    record FoundExperiment(MlflowExperiment experiment) {}

    record CreateRun(
            @SerializedName("experiment_id") String experiment,
            @SerializedName("run_name") String name,
            @SerializedName("start_time") long start,
            List<MlflowParameter> tags) {}

    record UpdateRun(
            @SerializedName("run_id") String run,
            String status,
            @SerializedName("end_time") Optional<Long> end) {}

    /** What is added to a run; what is not given stays as it is. */
    record LogBatch(
            @SerializedName("run_id") String run,
            Optional<List<MlflowParameter>> params,
            Optional<List<MlflowMetric>> metrics,
            Optional<List<MlflowParameter>> tags) {
        static LogBatch parameters(String run, List<MlflowParameter> params) {
            return new LogBatch(run, Optional.of(params), Optional.empty(), Optional.empty());
        }

        static LogBatch figures(String run, List<MlflowMetric> metrics, List<MlflowParameter> tags) {
            return new LogBatch(run, Optional.empty(), Optional.of(metrics), Optional.of(tags));
        }

        static LogBatch tags(String run, List<MlflowParameter> tags) {
            return new LogBatch(run, Optional.empty(), Optional.empty(), Optional.of(tags));
        }
    }

    record SearchRuns(
            @SerializedName("experiment_ids") List<String> experiments,
            String filter,
            @SerializedName("max_results") int most) {}

    record FoundRuns(List<FoundRun> runs) {}

    record CreatedRun(FoundRun run) {}

    record FoundRun(RunInfo info, RunData data) {}

    record RunInfo(@SerializedName("run_id") String id) {}

    record RunData(List<MlflowParameter> tags) {}

    /** A parameter or a tag. */
    record MlflowParameter(String key, String value) {}

    /** One value of a metric at a step. */
    record MlflowMetric(String key, double value, long timestamp, long step) {}

    /** An answer that says nothing but that all is well. */
    record Done() {}
}
