package dev.fleetcast.preflight;

import dev.fleetcast.access.token.SigningKeys;
import java.util.List;

/** Checks that tokens can be signed and verified. */
final class SigningKeyCheck implements Check {

    private static final String SIGNING_KEY = "fleetcast.access.signing-key";
    private static final String VERIFICATION_KEYS = "fleetcast.access.verification-keys";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        return SigningKeys.problems(settings.text(SIGNING_KEY), settings.texts(VERIFICATION_KEYS), true).stream()
                .map(SigningKeyCheck::problem)
                .toList();
    }

    private static ConfigProblem problem(String line) {
        String property = line.startsWith(VERIFICATION_KEYS) ? VERIFICATION_KEYS : SIGNING_KEY;
        String fault = line.substring(property.length()).strip();
        return new ConfigProblem(property, fault, "/etc/fleetcast/signing-key.pem");
    }
}
