package marginlab.store;

import org.h2.api.AggregateFunction;

/** An aggregate that finds nothing, to be named by a hostile store. */
public final class NoAggregate implements AggregateFunction {
    @Override
    public int getType(int[] inputTypes) {
        return java.sql.Types.INTEGER;
    }

    @Override
    public void add(Object value) {}

    @Override
    public Object getResult() {
        return 0;
    }
}
