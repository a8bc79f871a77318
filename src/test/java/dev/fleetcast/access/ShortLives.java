package dev.fleetcast.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sessions and tokens that live seconds, behind an https proxy, with an external issuer's tokens accepted too; few
 * connections to clients and to the database, little patience with slow requests, and few failed logins for each address.
 */
public final class ShortLives implements QuarkusTestProfile {

    /** The lifetime of an unused session and of a device token. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    /** The database connections of the application. */
    static final int CONNECTIONS = 5;

    /** The connections of clients, in total and for each address. */
    private static final String CLIENTS = "60";

    /** How long the head and the body of a request may take to arrive. */
    private static final String PATIENCE = "PT5S";

    /** The failed logins from one address before further ones are refused. */
    static final int FAILURES_PER_ADDRESS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(OtherIssuer.settings());
        settings.putAll(Map.of(
                "fleetcast.access.token-lifetime", "PT4S",
                "fleetcast.access.session-lifetime", SESSION.toString(),
                "fleetcast.access.device-token-lifetime", SESSION.toString(),
                "fleetcast.access.sessions-topic", "fleetcast.sessions-short",
                "fleetcast.access.login.max-failures-per-address", Integer.toString(FAILURES_PER_ADDRESS),
                "quarkus.datasource.jdbc.max-size", Integer.toString(CONNECTIONS),
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.enable-forwarded-host", "true",
                "fleetcast.access.cookie.same-site", "lax"));
        settings.putAll(Map.of(
                "quarkus.http.limits.max-connections", CLIENTS,
                "fleetcast.connection.max-per-address", CLIENTS,
                "fleetcast.connection.head-timeout", PATIENCE,
                "fleetcast.connection.body-timeout", PATIENCE));
        return settings;
    }
}
