package dev.fleetcast.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sessions and tokens that live seconds, behind an https proxy, with an external issuer's tokens accepted too. */
public final class ShortLives implements QuarkusTestProfile {

    /** The lifetime of an unused session and of a device token. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(OtherIssuer.settings());
        settings.putAll(Map.of(
                "fleetcast.access.token-lifetime", "PT4S",
                "fleetcast.access.session-lifetime", SESSION.toString(),
                "fleetcast.access.device-token-lifetime", SESSION.toString(),
                "fleetcast.access.sessions-topic", "fleetcast.sessions-short",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.enable-forwarded-host", "true",
                "fleetcast.access.cookie.same-site", "lax"));
        return settings;
    }
}
