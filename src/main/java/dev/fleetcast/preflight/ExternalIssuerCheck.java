package dev.fleetcast.preflight;

import dev.fleetcast.access.request.ExternalTokens;
import java.util.List;
import java.util.Map;

/**
 * Checks that an external issuer's key comes with the issuer and the audience. Without them, any token of that issuer
 * would be accepted.
 */
final class ExternalIssuerCheck implements Check {

    private static final Map<String, String> EXAMPLES = Map.of(
            "mp.jwt.verify.issuer", "https://login.example.com/",
            "mp.jwt.verify.audiences", "fleetcast");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        return ExternalTokens.missing(settings.config()).stream()
                .map(property -> new ConfigProblem(
                        property,
                        "is missing: the key of an external issuer requires it, to limit which tokens are accepted",
                        EXAMPLES.getOrDefault(property, "")))
                .toList();
    }
}
