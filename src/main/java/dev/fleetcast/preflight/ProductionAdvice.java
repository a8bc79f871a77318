package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns of risky settings in production. */
final class ProductionAdvice implements Check {

    private static final String PRODUCTION = "fleetcast.production";
    private static final String QUERY_TOKEN = "fleetcast.access.query-token";
    private static final String PUBLIC_URL = "fleetcast.access.public-url";
    private static final String ORIGINS = "quarkus.http.cors.origins";
    private static final String URL_EXAMPLE = "https://fleet.example.com";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        if (!settings.isOn(PRODUCTION)) {
            return List.of();
        }
        List<ConfigProblem> problems = new ArrayList<>();
        if (settings.isOn(QUERY_TOKEN)) {
            problems.add(new ConfigProblem(
                    QUERY_TOKEN, "allows login tokens in URLs, which end up in logs and browser histories", "false"));
        }
        publicUrl(settings).ifPresent(problems::add);
        if (settings.texts(ORIGINS).stream().anyMatch(origin -> origin.startsWith("http://"))) {
            problems.add(new ConfigProblem(
                    ORIGINS,
                    "has an origin without TLS: attackers on the network path to that page can act as its visitors",
                    "https://dashboard.example.com"));
        }
        return problems;
    }

    private static Optional<ConfigProblem> publicUrl(Settings settings) {
        Optional<String> url = settings.text(PUBLIC_URL);
        if (url.isEmpty()) {
            return Optional.of(new ConfigProblem(
                    PUBLIC_URL,
                    "is missing: behind a proxy that terminates TLS, cookies are not Secure, and URLs in responses are"
                            + " those of the request",
                    URL_EXAMPLE));
        }
        return url.filter(address -> address.startsWith("http://"))
                .map(address -> new ConfigProblem(
                        PUBLIC_URL,
                        "is a URL without TLS: logins and cookies can be read on the network",
                        URL_EXAMPLE));
    }
}
