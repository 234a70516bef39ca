package marginlab.network.weights;

import java.util.List;
import java.util.Map;

/**
 * One layer of a backbone that has arrays, and what trainers call it.
 *
 * @param kind what it does
 * @param names of the layer by the trainer that gives them; none where a trainer has no such layer
 * @param sides of its first array, the channels that it gives first
 */
public record Layer(Kind kind, Map<Trainer, String> names, List<Long> sides) {
    public Layer {
        names = Map.copyOf(names);
        sides = List.copyOf(sides);
    }

    /** What a layer does, with its arrays in the order of the network. */
    public enum Kind {
        CONVOLUTION(Role.WEIGHT),
        NORMALISATION(Role.SCALE, Role.SHIFT, Role.MEAN, Role.VARIANCE),
        /** PReLU's. */
        SLOPES(Role.SLOPE),
        LINEAR(Role.WEIGHT, Role.BIAS),
        /** Fully connected, without a bias: squeeze and excitation's. */
        GATE(Role.WEIGHT);

        private final List<Role> roles;

        Kind(Role... roles) {
            this.roles = List.of(roles);
        }

        public List<Role> roles() {
            return roles;
        }
    }

    /** What an array is to its layer. */
    public enum Role {
        WEIGHT,
        BIAS,
        SCALE,
        SHIFT,
        MEAN,
        VARIANCE,
        SLOPE
    }

    /** The names that one of its arrays may have in a trainer's files, the usual one first; none where it has no such layer. */
    public List<String> arrayNames(Trainer trainer, Role role) {
        return names.containsKey(trainer) ? trainer.arrayNames(names.get(trainer), kind, role) : List.of();
    }

    /** The shape of one of its arrays. */
    List<Long> shape(Role role) {
        return role == Role.WEIGHT ? sides : sides.subList(0, 1);
    }
}
