package dev.fleetcast.history.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An order to the replica that holds the stream. Members that are null mean no change.
 *
 * @param kind what to do
 * @param id of the replay
 * @param units at the start only
 * @param from at the start only
 * @param to at the start only
 * @param speed a factor; 0 for as fast as possible
 * @param skipGaps longer pauses are cut; null for none
 * @param paused whether it waits
 * @param at where to go on
 */
record ReplayOrder(
        Kind kind,
        String id,
        List<Long> units,
        Instant from,
        Instant to,
        Double speed,
        Duration skipGaps,
        Boolean paused,
        Instant at) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    enum Kind {
        START,
        CHANGE,
        END
    }

    static ReplayOrder end(String id) {
        return new ReplayOrder(Kind.END, id, null, null, null, null, null, null, null);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if another release wrote it */
    static ReplayOrder read(String json) {
        try {
            return JSON.readValue(json, ReplayOrder.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalArgumentException(foreign);
        }
    }
}
