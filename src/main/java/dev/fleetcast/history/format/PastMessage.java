package dev.fleetcast.history.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A message of the past.
 *
 * @param filedAt the time under which it is filed
 * @param unit the number of its unit
 * @param stretch the number of its trip, or of its stretch of one unit without a gap; rises
 * @param content the extended message
 */
public record PastMessage(Instant filedAt, long unit, long stretch, ObjectNode content) {

    /** The name of its unit: of today if the subject is that unit, otherwise that of then; null if it has none. */
    String unitName(Subject subject) {
        return unit == subject.unitId()
                ? subject.name()
                : content.path("device").path("name").textValue();
    }

    /** True if it has a valid position. */
    boolean hasPosition() {
        JsonNode gps = content.path("gps");
        return content.path("valid").asBoolean(true)
                && gps.path("latitude").isNumber()
                && gps.path("longitude").isNumber();
    }

    double latitude() {
        return content.path("gps").path("latitude").doubleValue();
    }

    double longitude() {
        return content.path("gps").path("longitude").doubleValue();
    }

    /** Returns null if it is not known. */
    Double altitude() {
        JsonNode altitude = content.path("gps").path("altitude");
        return altitude.isNumber() && Double.isFinite(altitude.doubleValue()) ? altitude.doubleValue() : null;
    }
}
