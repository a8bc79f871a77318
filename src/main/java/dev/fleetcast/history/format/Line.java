package dev.fleetcast.history.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A line of positions that is gathered; bounded. Not thread-safe. */
final class Line {

    /** Longer lines are written in pieces, to bound memory. */
    private static final int MAX_VERTICES = 10_000;

    private final List<Vertex> vertices = new ArrayList<>();

    /**
     * A position at a time.
     *
     * @param altitude in metres; null if not known
     */
    record Vertex(Instant at, double longitude, double latitude, Double altitude) {

        static Vertex of(PastMessage message) {
            return new Vertex(message.filedAt(), message.longitude(), message.latitude(), message.altitude());
        }

        /** True if the shorter way to the other crosses 180 degrees. */
        boolean isAcrossTheDateLineFrom(Vertex other) {
            return Math.abs(longitude - other.longitude) > 180;
        }

        /** Where the way to the other crosses 180 degrees, on this side. */
        Vertex borderTowards(Vertex other) {
            double border = longitude < 0 ? -180 : 180;
            double there = other.longitude + 2 * border;
            double share = there == longitude ? 0 : (border - longitude) / (there - longitude);
            long millis = Math.round(share * (other.at.toEpochMilli() - at.toEpochMilli()));
            return new Vertex(at.plusMillis(millis), border, latitude + share * (other.latitude - latitude), altitude);
        }

        Vertex onTheOtherSide() {
            return new Vertex(at, -longitude, latitude, altitude);
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartArray();
            json.writeNumber(longitude);
            json.writeNumber(latitude);
            if (altitude != null) {
                json.writeNumber(altitude);
            }
            json.writeEndArray();
        }
    }

    void add(Vertex vertex) {
        vertices.add(vertex);
    }

    boolean isEmpty() {
        return vertices.isEmpty();
    }

    boolean isFull() {
        return vertices.size() >= MAX_VERTICES;
    }

    Vertex last() {
        return vertices.get(vertices.size() - 1);
    }

    void clear() {
        vertices.clear();
    }

    /** Writes the line as a feature; a single position is a point. */
    void write(JsonGenerator json, long unit, String unitName) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        json.writeNumberField("unit_id", unit);
        json.writeStringField("unit_name", unitName);
        json.writeArrayFieldStart("coordTimes");
        for (Vertex vertex : vertices) {
            json.writeString(vertex.at().toString());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        boolean single = vertices.size() == 1;
        json.writeStringField("type", single ? "Point" : "LineString");
        json.writeFieldName("coordinates");
        if (single) {
            last().write(json);
        } else {
            json.writeStartArray();
            for (Vertex vertex : vertices) {
                vertex.write(json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
