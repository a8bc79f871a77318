package dev.fleetcast.problem;

import java.util.regex.Pattern;

/** Masks paths for responses and logs: some paths contain a token, which is a credential. */
public final class MaskedPath {

    private static final Pattern TOKEN =
            Pattern.compile("(/sse/telemetry/(?:un)?subscribe/[^/]*/|/v1/access_tokens/(?!current/?$)).+");

    private MaskedPath() {}

    /** The path, with a token in it replaced by {@code ***}. */
    public static String of(String path) {
        return TOKEN.matcher(path).replaceFirst("$1***");
    }
}
