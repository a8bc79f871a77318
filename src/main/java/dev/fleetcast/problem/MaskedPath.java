package dev.fleetcast.problem;

import java.util.regex.Pattern;

/** Paths as they may be shown and logged: subscription tokens are credentials, and some paths hold one. */
public final class MaskedPath {

    private static final Pattern TOKEN = Pattern.compile("(/sse/telemetry/(?:un)?subscribe/[^/]*/).+");

    private MaskedPath() {}

    /** The path with the token in it, if any, replaced by {@code ***}. */
    public static String of(String path) {
        return TOKEN.matcher(path).replaceFirst("$1***");
    }
}
