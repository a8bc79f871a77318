package dev.fleetcast.access;

/** The roles a user may hold; a user without any may follow the units of the user's clients. */
public final class Roles {

    /** May change the registry and look at the inside of the deployment. */
    public static final String ADMIN = "admin";

    /** May feed telemetry, push to channels and broadcast. */
    public static final String PUBLISHER = "publisher";

    private Roles() {}
}
