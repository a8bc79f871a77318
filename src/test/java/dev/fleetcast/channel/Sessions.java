package dev.fleetcast.channel;

import java.util.List;

/** Feeds as other replicas know them, for tests of plain classes. */
final class Sessions {

    /** Names of replicas. */
    static final String HERE = "here__";

    static final String THERE = "there_";

    private Sessions() {}

    /** An open feed of nobody in particular: since 1,000, joined at 10. */
    static PresenceRecord open(String replica, String subject, String... channels) {
        return new PresenceRecord(replica, List.of(channels), subject, 1_000, null, 9, 10, 9, null, null);
    }

    /** The same, having been given an event. */
    static PresenceRecord given(PresenceRecord session, long position, String id) {
        return new PresenceRecord(
                session.replica(),
                session.channels(),
                session.subject(),
                session.since(),
                session.requested(),
                session.from(),
                session.joined(),
                position,
                id,
                session.left());
    }

    /** The same, begun then. */
    static PresenceRecord since(PresenceRecord session, long since, String requested) {
        return new PresenceRecord(
                session.replica(),
                session.channels(),
                session.subject(),
                since,
                requested,
                session.from(),
                session.joined(),
                session.last(),
                session.lastEvent(),
                session.left());
    }
}
