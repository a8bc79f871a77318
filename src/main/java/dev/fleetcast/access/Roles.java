package dev.fleetcast.access;

/** The roles of a user. A user without roles may follow the units of the user's clients. */
public final class Roles {

    /** May change the registry and see the deployment's internals. */
    public static final String ADMIN = "admin";

    /** May change what belongs to the user's clients in the registry, and their users. */
    public static final String FLEET_ADMIN = "fleet_admin";

    /** May send telemetry, push to channels and broadcast. */
    public static final String PUBLISHER = "publisher";

    private Roles() {}
}
