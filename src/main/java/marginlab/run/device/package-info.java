/**
 * The devices that trials train on.
 *
 * <p>In: settings of a trial, an engine. Out: GPUs that the engine sees, or the processor.
 */
package marginlab.run.device;
