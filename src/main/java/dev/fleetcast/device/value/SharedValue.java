package dev.fleetcast.device.value;

import java.time.Instant;

/**
 * One version of a shared value.
 *
 * @param name its place
 * @param json the value as JSON in ASCII; null where it was deleted
 * @param version rises with every change, even of a deleted value
 * @param updatedAt when it was set
 * @param updatedBy who has set it: a coreid, or {@code user:} and the user's number
 */
public record SharedValue(ValueName name, String json, long version, Instant updatedAt, String updatedBy) {

    /** Whether this version deleted the value. */
    public boolean isDeleted() {
        return json == null;
    }

    /** Omits the value, which may reveal anything. */
    @Override
    public String toString() {
        return "SharedValue[" + name.key() + " version " + version + ']';
    }
}
