package dev.fleetcast.preflight;

import java.util.List;
import java.util.Map;

/** A key of another issuer, with nothing that says whose tokens it vouches for, would let in any token of that issuer. */
final class ExternalIssuerCheck implements Check {

    private static final List<String> KEYS = List.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location");

    private static final Map<String, String> NEEDED = Map.of(
            "mp.jwt.verify.issuer", "https://login.example.com/",
            "mp.jwt.verify.audiences", "fleetcast");

    @Override
    public List<Problem> problems(Settings settings) {
        if (KEYS.stream().noneMatch(key -> settings.text(key).isPresent())) {
            return List.of();
        }
        return NEEDED.entrySet().stream()
                .filter(needed -> settings.text(needed.getKey()).isEmpty())
                .map(needed -> new Problem(
                        needed.getKey(),
                        "is missing: with a key of another issuer it says whose tokens are taken",
                        needed.getValue()))
                .toList();
    }
}
