package dev.fleetcast.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The part a unit plays in its vehicle: a vehicle has at most one unit of each. */
public enum Assignment {
    PRIMARY("primary"),
    BACKUP_1("backup_1"),
    BACKUP_2("backup_2");

    private final String word;

    Assignment(String word) {
        this.word = word;
    }

    /** As written on the wire and in the database. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The assignment of that exact word; empty for any other text and for null. */
    public static Optional<Assignment> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
