package dev.fleetcast.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** Describes invalid JSON for its sender: Jackson's own messages quote the input or name classes. */
public final class JsonFault {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();
    private static final String BOUNDS =
            "must be JSON of at most %d levels, with numbers of at most %d digits, names of at most %d characters and texts of at most %d"
                    .formatted(
                            LIMITS.getMaxNestingDepth(),
                            LIMITS.getMaxNumberLength(),
                            LIMITS.getMaxNameLength(),
                            LIMITS.getMaxStringLength());

    private JsonFault() {}

    /** Whether the JSON is refused for a duplicate member of an object. Jackson's message is the only sign. */
    public static boolean isDuplicate(JsonProcessingException failure) {
        String message = failure.getOriginalMessage();
        return message != null && message.startsWith("Duplicate field ");
    }

    /** Phrased as the violated rule: JSON that exceeds a limit may be well-formed, but fails as well. */
    public static String of(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return BOUNDS;
        }
        var at = failure.getLocation();
        return (isDuplicate(failure) ? "must not have a member twice" : "must be well-formed JSON")
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }
}
