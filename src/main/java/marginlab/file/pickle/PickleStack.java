package marginlab.file.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.file.pickle.PickleValue.Sequence;

/** The values that a pickle has put down and not taken up yet, and those that it will ask for again by number. */
final class PickleStack {
    private final PickleInput in;
    private final int most;
    private final List<PickleValue> values = new ArrayList<>();
    private PickleValue[] memo = new PickleValue[256];
    private int memorised;

    /** @param most cells */
    PickleStack(PickleInput in, int most) {
        this.in = in;
        this.most = most;
    }

    void push(PickleValue value) {
        values.add(value);
    }

    /** How many cells are filled: the number of the next one, where a pickle counts them itself. */
    int memorised() {
        return memorised;
    }

    void append(List<PickleValue> items) {
        if (top() instanceof Sequence list && list.grows()) {
            list.items().addAll(items);
        } else {
            throw in.broken("items for something that is not a list", "a list");
        }
    }

    void memorise(int index) {
        if (index < 0 || index >= most) {
            throw in.broken("memory cell " + index, "a cell from 0 to " + (most - 1));
        }
        if (index >= memo.length) {
            memo = Arrays.copyOf(memo, Math.max(index + 1, memo.length * 2));
        }
        if (memo[index] == null) {
            memorised++;
        }
        memo[index] = top();
    }

    PickleValue recall(int index) {
        if (index < 0 || index >= memo.length || memo[index] == null) {
            throw in.broken("memory cell " + index + ", which is empty", "a cell that was filled before");
        }
        return memo[index];
    }

    PickleValue top() {
        if (values.isEmpty()) {
            throw in.broken("an empty stack", "a value before this instruction");
        }
        return values.get(values.size() - 1);
    }

    PickleValue pop() {
        PickleValue value = top();
        values.remove(values.size() - 1);
        return value;
    }

    List<PickleValue> last(int count) {
        if (values.size() < count) {
            throw in.broken(values.size() + " values on the stack", count + " before this instruction");
        }
        List<PickleValue> tail = values.subList(values.size() - count, values.size());
        List<PickleValue> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    List<PickleValue> sinceMark() {
        int mark = values.lastIndexOf(PickleValue.PickleConstant.MARK);
        if (mark < 0) {
            throw in.broken("the end of a list or tuple", "its beginning before it");
        }
        List<PickleValue> taken = last(values.size() - mark - 1);
        pop();
        return taken;
    }
}
