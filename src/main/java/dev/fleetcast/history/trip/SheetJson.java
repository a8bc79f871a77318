package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fleetcast.threading.ThreadSafe;

/** Writes sheets as JSON for the database, and reads them. */
@ThreadSafe
public final class SheetJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writerFor(Sheet.class);
    private static final ObjectReader READER = MAPPER.readerFor(Sheet.class);

    private SheetJson() {}

    /** Returns the sheet as one line of JSON. */
    public static String write(Sheet sheet) {
        try {
            return WRITER.writeValueAsString(sheet);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the trip as one line of JSON. */
    public static String write(Trip trip) {
        return line(trip);
    }

    /** @throws IllegalArgumentException if it was not written by this class */
    public static Trip readTrip(String json) {
        return read(json, Trip.class);
    }

    /** Returns the current trips as one line of JSON. */
    public static String write(CurrentTrips trips) {
        return line(trips);
    }

    /** @throws IllegalArgumentException if it was not written by this class */
    public static CurrentTrips readCurrent(String json) {
        return read(json, CurrentTrips.class);
    }

    private static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalArgumentException(foreign);
        }
    }

    /** @throws IllegalArgumentException if it was not written by this class */
    public static Sheet read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException foreign) {
            throw new IllegalArgumentException(foreign);
        }
    }
}
