package dev.fleetcast.access;

/** The roles of a user. A user without roles may follow the units of the user's clients. */
public final class Roles {

    /** May change the registry and see the deployment's internals. */
    public static final String ADMIN = "admin";

    /** May send telemetry, push to channels and broadcast. */
    public static final String PUBLISHER = "publisher";

    private Roles() {}
}
