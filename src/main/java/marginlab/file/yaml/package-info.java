/**
 * YAML as a tree that knows its places.
 *
 * <p>In: YAML text. Out: a {@link marginlab.file.yaml.YamlCursor} over values, each with line and column.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Only YAML's node tree is used: nothing is constructed from tags, the nesting is checked on the event stream
 *       before the recursive composer sees it, and size, aliases, braces and trials have limits.
 * </ul>
 */
package marginlab.file.yaml;
