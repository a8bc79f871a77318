package dev.fleetcast.channel.presence;

/**
 * A device on a channel, with all of its connections.
 *
 * @param device its label
 * @param since when the oldest of its connections began, in milliseconds since the epoch
 * @param connections the number of its connections
 * @param newest the connection that began last
 * @param ahead the connection with the most events delivered
 */
public record PresentDevice(String device, long since, int connections, PresenceRecord newest, PresenceRecord ahead) {

    /** Creates a device with one connection. */
    static PresentDevice of(PresenceRecord session) {
        return new PresentDevice(session.subject(), session.since(), 1, session, session);
    }

    /** Merges the connections of the same device. */
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

    /** The id of the last event it received, or sent when connecting; null without one. */
    public String lastEvent() {
        return ahead.lastEvent();
    }
}
