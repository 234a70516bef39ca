/**
 * Networks of MXNet: the symbol, which is JSON, and the arrays. Nothing of them is run here.
 *
 * <p>In: {@code *-symbol.json} and {@code *.params}, which may come from anybody. Out: nodes and arrays that were checked, and
 * files made anew of them: the engine reads what was understood, and nothing else.
 */
package marginlab.file.mxnet;
