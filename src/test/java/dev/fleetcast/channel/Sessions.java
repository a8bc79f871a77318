package dev.fleetcast.channel;

import dev.fleetcast.channel.presence.PresenceRecord;
import java.util.List;

/** Feeds as shared among replicas, for unit tests. */
public final class Sessions {

    /** Ids of replicas. */
    public static final String HERE = "here__";

    public static final String THERE = "there_";

    private Sessions() {}

    /** An open feed, since 1,000, joined at 10. */
    public static PresenceRecord open(String replica, String subject, String... channels) {
        return new PresenceRecord(replica, List.of(channels), subject, 1_000, null, 9, 10, 9, null, null);
    }

    /** A copy with an event delivered. */
    public static PresenceRecord given(PresenceRecord session, long position, String id) {
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

    /** A copy with another start time. */
    public static PresenceRecord since(PresenceRecord session, long since, String requested) {
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
