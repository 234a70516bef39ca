/**
 * Downloads of public files whose checksum is known.
 *
 * <p>In: addresses and checksums. Out: whole files, or nothing in their place.
 */
package marginlab.dataset.fetch;
