package marginlab.run.rescore;

/**
 * What was written.
 *
 * @param file the ONNX file
 * @param opset its set of operators
 * @param checkedOn the set whose images were embedded with it; {@code noise} where none is there
 * @param images how many
 * @param largestDifference of an embedding to the run's own, as a share of its length
 */
public record OnnxExport(String file, int opset, String checkedOn, int images, double largestDifference) {}
