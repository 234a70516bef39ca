/**
 * Starts processes under a worker's environment: on this machine, on Slurm, on Spark.
 *
 * <p>In: what a process is to do, and what the machine has room for. Out: workers, and the answers of helpers.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Workers start in 0.35 s of one core with the serial collector (the first compiler alone would save 0.1 s and
 *       cost it again in decoding).
 *   <li>Workers on Linux run without malloc's caches of small blocks, whose scraps keep the holes of class-sized arrays
 *       apart: a head of 85,742 classes takes 1.3 to 1.5 GB in place of 1.6 to 1.9, one of a million 13.4 in place of
 *       17.4. On two cores it costs nothing that could be measured; on many it was not tried, and {@code GLIBC_TUNABLES}
 *       of the user's own stands.
 * </ul>
 */
package marginlab.run.launch;
