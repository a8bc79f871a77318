package dev.fleetcast.broadcast;

/** The names of the logs of broadcasts, which no channel can have. */
final class Logs {

    /** Broadcasts for everybody. */
    static final String EVERYBODY = "broadcast:all";

    /** The prefix of the logs of types. */
    static final String TYPES = "broadcast:type/";

    private Logs() {}

    /** Broadcasts for the listeners of a type. */
    static String ofType(String type) {
        return TYPES + type;
    }

    /** Broadcasts for one user. */
    static String ofUser(String endUserId) {
        return "broadcast:user/" + endUserId;
    }
}
