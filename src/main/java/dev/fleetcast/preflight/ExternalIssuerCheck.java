package dev.fleetcast.preflight;

import dev.fleetcast.access.ExternalTokens;
import java.util.List;
import java.util.Map;

/** A key of another issuer, with nothing that says whose tokens it vouches for, would let in any token of that issuer. */
final class ExternalIssuerCheck implements Check {

    private static final Map<String, String> EXAMPLES = Map.of(
            "mp.jwt.verify.issuer", "https://login.example.com/",
            "mp.jwt.verify.audiences", "fleetcast");

    @Override
    public List<Problem> problems(Settings settings) {
        return ExternalTokens.missing(settings.config()).stream()
                .map(property -> new Problem(
                        property,
                        "is missing: with a key of another issuer it says whose tokens are taken",
                        EXAMPLES.getOrDefault(property, "")))
                .toList();
    }
}
