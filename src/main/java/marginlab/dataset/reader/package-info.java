/**
 * Every format that data comes in.
 *
 * <p>In: files as their makers hand them out, which may be damaged or hostile. Out: {@link
 * marginlab.dataset.LabelledImages}, {@link marginlab.dataset.VerificationSet}, {@link marginlab.dataset.TemplateSet}.
 *
 * <p>A new format is a reader of its own here, named in {@link marginlab.dataset.catalog.DatasetFormat}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Images stay encoded on the disk until a batch needs them; a set in memory is its offsets.
 * </ul>
 */
package marginlab.dataset.reader;
