/**
 * RecordIO as dmlc-core writes it: records, their headers, their index.
 *
 * <p>In: {@code .rec} and {@code .idx} files. Out: the bytes of each record, and the other way round.
 */
package marginlab.file.recordio;
