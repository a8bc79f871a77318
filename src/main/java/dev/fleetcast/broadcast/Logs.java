package dev.fleetcast.broadcast;

/** The logs that broadcasts stand in; no channel can have such a name. */
final class Logs {

    /** What is for everybody. */
    static final String EVERYBODY = "broadcast:all";

    /** What the names of the logs of types begin with. */
    static final String TYPES = "broadcast:type/";

    private Logs() {}

    /** What is for those who listen to the type. */
    static String ofType(String type) {
        return TYPES + type;
    }

    /** What is for one user. */
    static String ofUser(String endUserId) {
        return "broadcast:user/" + endUserId;
    }
}
