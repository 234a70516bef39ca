package marginlab.loss.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a definition is made of. */
public enum DefinitionKey {
    TARGET("target", "the target's logit before the scale; cos unless given"),
    NEGATIVE("negative", "the logit of another class before the scale; cos unless given"),
    PENALTY("penalty", "added to the loss, averaged over the batch"),
    LET("let", "named values, constants to the derivative"),
    FREE_LET("let!", "named values with their derivative");

    private final String key;
    private final String description;

    DefinitionKey(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** As files have it. */
    public String key() {
        return key;
    }

    /** One line for a person. */
    public String description() {
        return description;
    }

    /** Whether named values stand under it. */
    public boolean isMap() {
        return this == LET || this == FREE_LET;
    }

    static Optional<DefinitionKey> named(String key) {
        return Arrays.stream(values()).filter(own -> own.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(DefinitionKey::key).toList();
    }
}
