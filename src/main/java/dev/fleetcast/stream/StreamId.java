package dev.fleetcast.stream;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unguessable name of a stream; whoever knows it may answer its pings.
 *
 * @param value 192 random bits in URL-safe characters
 */
record StreamId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    static StreamId random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new StreamId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The id {@code text} could be; empty for anything that was never made here. */
    static Optional<StreamId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new StreamId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.substring(0, 4) + "…";
    }
}
