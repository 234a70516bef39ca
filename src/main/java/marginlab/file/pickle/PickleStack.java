package marginlab.file.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a pickle's instructions work on: a stack of values, and cells that keep some for later. */
final class PickleStack {
    private final PickleInput in;
    private final int most;
    private final List<PickleValue> values = new ArrayList<>();
    private PickleValue[] memo = new PickleValue[256];
    private int memorised;

    /**
     * An empty one.
     *
     * @param in tells where an instruction stands that goes wrong
     * @param most cells
     */
    PickleStack(PickleInput in, int most) {
        this.in = in;
        this.most = most;
    }

    void push(PickleValue value) {
        values.add(value);
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

    /** Takes values off, in the order in which they came. */
    List<PickleValue> last(int count) {
        if (values.size() < count) {
            throw in.broken(values.size() + " values on the stack", count + " before this instruction");
        }
        List<PickleValue> tail = values.subList(values.size() - count, values.size());
        List<PickleValue> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    /** Takes everything after the last mark off, and the mark. */
    List<PickleValue> sinceMark() {
        int mark = values.lastIndexOf(PickleValue.Constant.MARK);
        if (mark < 0) {
            throw in.broken("the end of a list or tuple", "its beginning before it");
        }
        List<PickleValue> taken = last(values.size() - mark - 1);
        pop();
        return taken;
    }

    /** Keeps the top in the next cell. */
    void memorise() {
        memorise(memorised);
    }

    /** Keeps the top in a cell. */
    void memorise(int cell) {
        if (cell < 0 || cell >= most) {
            throw in.broken("memory cell " + cell, "a cell from 0 to " + (most - 1));
        }
        if (cell >= memo.length) {
            memo = Arrays.copyOf(memo, Math.max(cell + 1, memo.length * 2));
        }
        if (memo[cell] == null) {
            memorised++;
        }
        memo[cell] = top();
    }

    /** Puts the value of a cell on top. */
    void recall(int cell) {
        if (cell < 0 || cell >= memo.length || memo[cell] == null) {
            throw in.broken("memory cell " + cell + ", which is empty", "a cell that was filled before");
        }
        push(memo[cell]);
    }
}
