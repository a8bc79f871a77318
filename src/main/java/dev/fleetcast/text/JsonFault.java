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

    /** Phrased as the violated rule: JSON that exceeds a limit may be well-formed, but fails as well. */
    public static String of(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return BOUNDS;
        }
        var at = failure.getLocation();
        return "must be well-formed JSON"
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }
}
