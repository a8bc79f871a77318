package dev.fleetcast.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Sessions and tokens that live seconds, behind a proxy that speaks https. */
public final class ShortLives implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "fleetcast.access.token-lifetime", "PT4S",
                "fleetcast.access.session-lifetime", "PT6S",
                "fleetcast.access.sessions-topic", "fleetcast.sessions-short",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.enable-forwarded-host", "true",
                "fleetcast.access.cookie.same-site", "lax");
    }
}
