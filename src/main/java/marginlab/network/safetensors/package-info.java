/**
 * Named arrays in one file.
 *
 * <p>In: arrays of the engine, with notes. Out: a safetensors file, and the arrays again.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Arrays are kept as safetensors: data only, read by every framework, with a hash in the header.
 * </ul>
 */
package marginlab.network.safetensors;
