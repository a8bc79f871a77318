package dev.fleetcast.channel;

/**
 * A device on a channel, with all of its connections.
 *
 * @param device its label
 * @param since when the oldest of its connections began, in milliseconds of the epoch
 * @param connections how many it has
 * @param newest the one that began last
 * @param ahead the one that has been given most
 */
record PresentDevice(String device, long since, int connections, PresenceRecord newest, PresenceRecord ahead) {

    /** A device with that one connection. */
    static PresentDevice of(PresenceRecord session) {
        return new PresentDevice(session.subject(), session.since(), 1, session, session);
    }

    /** The same device with what is known of another of its connections. */
    PresentDevice and(PresentDevice other) {
        boolean isNewer = other.newest.since() > newest.since();
        boolean isAhead = other.lastEvent() != null && (lastEvent() == null || other.ahead.last() > ahead.last());
        return new PresentDevice(
                device,
                Math.min(since, other.since),
                connections + other.connections,
                isNewer ? other.newest : newest,
                isAhead ? other.ahead : ahead);
    }

    /** The id of the last event it has been given, or came with; null for none. */
    String lastEvent() {
        return ahead.lastEvent();
    }
}
