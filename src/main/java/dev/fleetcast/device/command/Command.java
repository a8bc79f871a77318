package dev.fleetcast.device.command;

import dev.fleetcast.text.WellFormed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A command for one device.
 *
 * @param id stable over all deliveries, unique over all devices
 * @param coreid the device
 * @param kind what becomes of the answer
 * @param function the function to call, or the variable to read; see {@link #isFunction}
 * @param arg the argument, perhaps empty; see {@link #isArgument}
 * @param issuedAt when it was issued, in whole milliseconds
 * @param expiresAt from when on the device does not receive it any more, and its answer is too late
 */
public record Command(
        String id, String coreid, CommandKind kind, String function, String arg, Instant issuedAt, Instant expiresAt) {

    /** The maximum length of an argument, in bytes of UTF-8. */
    public static final int MAX_ARGUMENT_BYTES = 1_024;

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Whether {@code name} can be the name of a function or variable. */
    public static boolean isFunction(String name) {
        return name != null && FUNCTION.matcher(name).matches();
    }

    /** Whether {@code arg} is short enough, and contains no half of a character. */
    public static boolean isArgument(String arg) {
        return arg.length() <= MAX_ARGUMENT_BYTES
                && WellFormed.isWhole(arg)
                && arg.getBytes(StandardCharsets.UTF_8).length <= MAX_ARGUMENT_BYTES;
    }

    /** Whether it is too late, for the device and for its answer. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
