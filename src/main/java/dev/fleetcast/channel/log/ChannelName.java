package dev.fleetcast.channel.log;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a channel.
 *
 * @param value 1 to 128 letters, digits, {@code . _ ~ -}, but not {@code .} or {@code ..}, which are not usable in a
 *     URL
 */
public record ChannelName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    public ChannelName {
        if (!FORM.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("Invalid channel name");
        }
    }

    /** @throws HttpProblem 400 for an invalid name, which the problem does not repeat */
    public static ChannelName of(String text) {
        try {
            return new ChannelName(text);
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "A channel name must have 1 to 128 letters, digits, dots, underscores, tildes and hyphens.");
        }
    }

    /**
     * Parses a comma-separated list and removes duplicates.
     *
     * @throws HttpProblem 400 if a name is invalid
     */
    public static List<ChannelName> listOf(String text) {
        return Stream.of(text.split(",", -1)).map(ChannelName::of).distinct().toList();
    }

    @Override
    public String toString() {
        return value;
    }
}
