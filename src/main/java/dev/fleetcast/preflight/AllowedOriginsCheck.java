package dev.fleetcast.preflight;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks that the pages that may use a viewer's cookie are listed: not all pages, and only valid origins. */
final class AllowedOriginsCheck implements Check {

    private static final String ORIGINS = "quarkus.http.cors.origins";
    private static final String CREDENTIALS = "quarkus.http.cors.access-control-allow-credentials";
    private static final String EXAMPLE = "https://dashboard.example.com";
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s*]+");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        boolean credentials = settings.isOn(CREDENTIALS);
        return settings.texts(ORIGINS).stream()
                .filter(origin -> !(isAnybody(origin) && !credentials))
                .filter(origin -> isAnybody(origin) || !isOrigin(origin))
                .map(origin -> problem(isAnybody(origin)))
                .distinct()
                .toList();
    }

    private static ConfigProblem problem(boolean anybody) {
        return new ConfigProblem(
                ORIGINS,
                anybody
                        ? "lets every web page act on behalf of its visitors; list the allowed origins"
                        : "has an invalid entry; an origin looks like https://host or https://host:port",
                EXAMPLE);
    }

    private static boolean isAnybody(String origin) {
        return origin.equals("*") || origin.equals("/.*/");
    }

    /** Quarkus reads an entry between slashes as a regular expression. */
    private static boolean isOrigin(String origin) {
        if (origin.length() < 2 || !origin.startsWith("/") || !origin.endsWith("/")) {
            return ORIGIN.matcher(origin).matches();
        }
        try {
            Pattern.compile(origin.substring(1, origin.length() - 1));
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
