/**
 * Hashes of content.
 *
 * <p>In: bytes, files and folders. Out: SHA-256 in hexadecimal digits, which tell contents apart whatever their names.
 */
package marginlab.file.hash;
