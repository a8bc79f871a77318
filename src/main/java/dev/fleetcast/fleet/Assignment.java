package dev.fleetcast.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The role of a unit in its vehicle; a vehicle has at most one unit per role. */
public enum Assignment {
    PRIMARY("primary"),
    BACKUP_1("backup_1"),
    BACKUP_2("backup_2");

    private final String word;

    Assignment(String word) {
        this.word = word;
    }

    /** The name on the wire and in the database. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The assignment with exactly that name; empty for any other text and for null. */
    public static Optional<Assignment> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
