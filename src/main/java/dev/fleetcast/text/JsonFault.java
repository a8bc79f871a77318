package dev.fleetcast.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** What is wrong with JSON that cannot be read, in words for its sender: of Jackson's own, some quote it or name classes. */
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

    /** As a rule that is broken: JSON beyond a bound may be well-formed, and fails all the same. */
    public static String of(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return BOUNDS;
        }
        var at = failure.getLocation();
        return "must be well-formed JSON"
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }
}
