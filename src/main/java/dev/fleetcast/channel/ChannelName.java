package dev.fleetcast.channel;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a channel.
 *
 * @param value 1 to 128 letters, digits, {@code . _ ~ -}, and neither of the names {@code .} and {@code ..}, which no URL
 *     can carry
 */
public record ChannelName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    public ChannelName {
        if (!FORM.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("not a channel name");
        }
    }

    /** @throws HttpProblem 400 for what is no name; the problem does not repeat it */
    public static ChannelName of(String text) {
        try {
            return new ChannelName(text);
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "A channel has a name of 1 to 128 letters, digits, dots, underscores, tildes and hyphens");
        }
    }

    /**
     * The names in a list separated by commas, each once.
     *
     * @throws HttpProblem 400 when one of them is no name
     */
    public static List<ChannelName> listOf(String text) {
        return Stream.of(text.split(",", -1)).map(ChannelName::of).distinct().toList();
    }

    @Override
    public String toString() {
        return value;
    }
}
