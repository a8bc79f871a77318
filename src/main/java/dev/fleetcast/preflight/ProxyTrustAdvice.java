package dev.fleetcast.preflight;

import java.util.List;

/** Whether it is known who may say where a request comes from: believed of everybody it is no limit to anybody. */
final class ProxyTrustAdvice implements Check {

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    @Override
    public List<Problem> problems(Settings settings) {
        return settings.isOn(FORWARDING) && settings.text(TRUSTED).isEmpty()
                ? List.of(new Problem(
                        TRUSTED,
                        "is missing: with " + Problem.variable(FORWARDING)
                                + "=true anybody who gets here can say to come from any address, and no limit per address"
                                + " holds",
                        "10.244.0.0/16"))
                : List.of();
    }
}
