package dev.fleetcast.stream.event;

/** The reason a subscription ended. */
public enum UnsubscribeReason {
    /** The client asked for it. */
    REQUESTED("requested"),
    /** The unit has left the area that the stream follows. */
    OUTSIDE("outside"),
    /** The user may no longer see the unit. */
    REVOKED("revoked"),
    /** The unit is no longer in the registry. */
    REMOVED("removed");

    private final String word;

    UnsubscribeReason(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
