package dev.fleetcast.preflight;

import dev.fleetcast.access.request.ExternalTokens;
import dev.fleetcast.access.token.SigningKeys;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks the keys of tokens: there is one to sign with, and an external issuer's key comes with the issuer and the
 * audience. Without them, any token of that issuer would be accepted.
 */
final class TokenKeysCheck implements Check {

    private static final String SIGNING_KEY = "fleetcast.access.signing-key";
    private static final String VERIFICATION_KEYS = "fleetcast.access.verification-keys";
    private static final Map<String, String> EXAMPLES = Map.of(
            "mp.jwt.verify.issuer", "https://login.example.com/",
            "mp.jwt.verify.audiences", "fleetcast");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Stream<ConfigProblem> own =
                SigningKeys.problems(settings.text(SIGNING_KEY), settings.texts(VERIFICATION_KEYS), true).stream()
                        .map(TokenKeysCheck::unusable);
        Stream<ConfigProblem> external =
                ExternalTokens.missing(settings.config()).stream().map(TokenKeysCheck::missing);
        return Stream.concat(own, external).toList();
    }

    private static ConfigProblem unusable(String line) {
        String property = line.startsWith(VERIFICATION_KEYS) ? VERIFICATION_KEYS : SIGNING_KEY;
        String fault = line.substring(property.length()).strip();
        return new ConfigProblem(property, fault, "/etc/fleetcast/signing-key.pem");
    }

    private static ConfigProblem missing(String property) {
        return new ConfigProblem(
                property,
                "is missing: the key of an external issuer requires it, to limit which tokens are accepted",
                EXAMPLES.getOrDefault(property, ""));
    }
}
