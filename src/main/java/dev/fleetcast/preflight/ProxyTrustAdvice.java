package dev.fleetcast.preflight;

import java.util.List;

/** Warns if forwarding headers are trusted from any client: every limit per address could be bypassed. */
final class ProxyTrustAdvice implements Check {

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    @Override
    public List<Problem> problems(Settings settings) {
        return settings.isOn(FORWARDING) && settings.text(TRUSTED).isEmpty()
                ? List.of(new Problem(
                        TRUSTED,
                        "is missing: with " + Problem.variable(FORWARDING)
                                + "=true any client can claim any address, so limits per address have no"
                                + " effect",
                        "10.244.0.0/16"))
                : List.of();
    }
}
