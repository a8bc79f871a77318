package dev.fleetcast.device.event.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.BitSet;
import java.util.List;

/**
 * A record of the groups topic, keyed by the group.
 *
 * @param kind what has happened
 * @param member the stream that it is about
 * @param replica that has the stream
 * @param to the member that gets released slots
 * @param shares points of the log by slots
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupRecord(Kind kind, String member, String replica, String to, List<Share> shares) {

    enum Kind {
        /** A stream has opened; its only share is where the log was. */
        JOIN,
        /** A stream has closed; its shares are up to where it has sent. */
        LEAVE,
        /** A stream gives slots to another. */
        RELEASE,
        /** A stream reports its position. */
        NOTE
    }

    /**
     * A point of the log.
     *
     * @param slots see {@link Slots}
     * @param at the id of the point
     */
    record Share(String slots, String at) {

        static Share of(BitSet slots, String at) {
            return new Share(Slots.text(slots), at);
        }
    }
}
