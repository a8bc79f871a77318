package dev.fleetcast.device.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a change depends on (RFC 9110, 13.1.1 and 13.1.2): {@code If-Match} with versions or {@code *}, and {@code
 * If-None-Match} with {@code *}.
 *
 * @param ifMatch the version must be one of these; empty for any
 * @param ifExists the value must exist
 * @param ifAbsent the value must not exist
 */
public record ValueCondition(Optional<List<Long>> ifMatch, boolean ifExists, boolean ifAbsent) {

    /** Nothing. */
    public static final ValueCondition NONE = new ValueCondition(Optional.empty(), false, false);

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");
    private static final String ANY = "*";

    /**
     * Reads the headers, null for those that are missing.
     *
     * @throws IllegalArgumentException for a header in another form
     */
    public static ValueCondition of(String ifMatch, String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals(ANY)) {
            throw new IllegalArgumentException("If-None-Match must be * here.");
        }
        boolean any = ifMatch != null && ifMatch.strip().equals(ANY);
        Optional<List<Long>> versions =
                ifMatch == null || any ? Optional.empty() : Optional.of(versions(ifMatch, "If-Match", false));
        return new ValueCondition(versions, any, ifNoneMatch != null);
    }

    /** Whether the If-None-Match of a read, or null, names that version, weakly or not. */
    public static boolean isKnown(String ifNoneMatch, long version) {
        if (ifNoneMatch == null) {
            return false;
        }
        return ifNoneMatch.strip().equals(ANY)
                || versions(ifNoneMatch, "If-None-Match", true).contains(version);
    }

    /** Whether it holds for a value of that version, or 0 if it does not exist. */
    boolean holds(long version) {
        boolean exists = version > 0;
        return (!ifExists || exists)
                && (!ifAbsent || !exists)
                && (ifMatch.isEmpty() || exists && ifMatch.get().contains(version));
    }

    /** A tag that is no version of ours matches none; neither does a weak one unless {@code weakly}. */
    private static List<Long> versions(String header, String name, boolean weakly) {
        List<Long> versions = new ArrayList<>();
        Matcher tags = TAG.matcher(header);
        int end = 0;
        while (end < header.length() && tags.find(end) && tags.start() == end) {
            boolean counts = weakly || tags.group(1) == null;
            if (counts && VERSION.matcher(tags.group(2)).matches()) {
                versions.add(Long.valueOf(tags.group(2)));
            }
            end = tags.end();
        }
        if (end < header.length() || header.isBlank()) {
            throw new IllegalArgumentException(name + " must be a version such as \"7\", in quotes, or *.");
        }
        return versions;
    }
}
