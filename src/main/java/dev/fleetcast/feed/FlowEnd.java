package dev.fleetcast.feed;

/** Why a flow should end. */
public enum FlowEnd {
    /** It has reached its maximum lifetime. */
    OVER,
    /** Its client reads too slowly. */
    SLOW,
    /** The memory budget has had no room for its next events for too long. */
    CROWDED
}
