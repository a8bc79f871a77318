package dev.fleetcast.history.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.fleetcast.history.api.UnitEvents.Found;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events of several units, which are in memory at once to be sorted, as text: decoded they take several times as much. */
final class EventList {

    static final int MOST = 10_000;
    /** Of an entry, besides its text. */
    private static final int OVERHEAD = 64;

    private static final Duration LATER = Duration.ofSeconds(5);

    private final Reservation memory;
    private final String end;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param memory of the user
     * @param end the parameter of the request that ends its time
     */
    EventList(Reservation memory, String end) {
        this.memory = memory;
        this.end = end;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 beyond {@link #MOST}, 429 without memory */
    void add(Found event) {
        if (entries.size() == MOST) {
            throw PathTimes.invalid(
                    end, "leaves more than " + MOST + " events: ask for a shorter time, or for some codes");
        }
        byte[] json = event.content().toString().getBytes(StandardCharsets.UTF_8);
        if (!memory.tryAdd(json.length + OVERHEAD)) {
            throw Problems.tooMany(
                    "There is no memory for all of these events. Ask for a shorter time, or for some codes.", LATER);
        }
        entries.add(new Entry(event.at(), json));
    }

    /** Ascending by time. */
    List<? extends JsonSerializable> contents() {
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private record Entry(Instant at, byte[] json) implements JsonSerializable {

        @Override
        public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeRawValue(toString());
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
                throws IOException {
            serialize(out, serializers);
        }

        /** Its JSON. */
        @Override
        public String toString() {
            return new String(json, StandardCharsets.UTF_8);
        }
    }
}
