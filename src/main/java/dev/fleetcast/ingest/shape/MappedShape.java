package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Records whose values are at places of their own; each is a {@code gps} message. What the mapping does not name is passed
 * on, at any depth, unless a universal message has a field of that name.
 */
final class MappedShape implements Shape {

    private static final Set<String> ON = Set.of("true", "1", "on");

    private final Mapping mapping;
    private final MappedPlaces mapped;

    MappedShape(Mapping mapping) {
        this.mapping = mapping;
        this.mapped = MappedPlaces.of(mapping.places());
    }

    @Override
    public boolean unitIsInKey() {
        return mapping.unit().isEmpty();
    }

    @Override
    public ObjectNode message(JsonNode value) throws InvalidMessageException {
        if (!(value instanceof ObjectNode record)) {
            throw new InvalidMessageException("value: must be a JSON object");
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("message_ver", 1);
        message.put("message_type", "gps");
        if (mapping.unit().isPresent()) {
            String unit = text(record, mapping.unit().get());
            message.set("device", DeviceName.of(unit, "unit"));
        }
        gps(record, message.putObject("gps"));
        message.set("events", events(record));
        message.set("sensors", sensors(record));
        mapping.constants().forEach(message::put);
        passOn(record, message);
        return message;
    }

    private void gps(ObjectNode record, ObjectNode gps) throws InvalidMessageException {
        if (mapping.time().isPresent()) {
            gps.put("timestamp", mapping.time().get().in(record));
        }
        for (var number : mapping.gps().entrySet()) {
            Optional<BigDecimal> found = number(record, number.getValue(), number.getKey());
            found.ifPresent(value -> gps.put(number.getKey(), value));
        }
        if (mapping.speed().isPresent()) {
            number(record, mapping.speed().get(), "speed")
                    .map(speed -> Numbers.kilometersPerHour(speed, mapping.speedFactor()))
                    .ifPresent(speed -> gps.put("speed", speed));
        }
    }

    private ArrayNode events(ObjectNode record) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        mapping.events().map(record::at).ifPresent(codes -> {
            if (codes.isArray()) {
                codes.forEach(code -> events.addArray().add(code));
            } else if (codes.isValueNode() && !codes.asText().isEmpty() && !codes.isNull()) {
                events.addArray().add(codes.asText());
            }
        });
        return events;
    }

    private ArrayNode sensors(ObjectNode record) {
        ArrayNode sensors = JsonNodeFactory.instance.arrayNode();
        mapping.ignition()
                .map(record::at)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .ifPresent(value -> sensors.addArray()
                        .add("ignition")
                        .add(ON.contains(value.asText().toLowerCase(Locale.ROOT)) ? "on" : "off"));
        mapping.sensors().forEach((name, place) -> {
            JsonNode value = record.at(place);
            if (value.isValueNode() && !value.isNull()) {
                sensors.addArray().add(name).add(value);
            }
        });
        return sensors;
    }

    private static Optional<BigDecimal> number(ObjectNode record, JsonPointer place, String field)
            throws InvalidMessageException {
        JsonNode value = record.at(place);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty() && value.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Numbers.of(value));
        } catch (NumberFormatException malformed) {
            throw new InvalidMessageException(field + ": must be a number");
        }
    }

    private static String text(ObjectNode record, JsonPointer place) {
        JsonNode value = record.at(place);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private void passOn(ObjectNode record, ObjectNode message) {
        record.properties().forEach(member -> {
            String name = member.getKey();
            if (!message.has(name) && !MessageDecoder.hasField(name)) {
                mapped.restOf(name, member.getValue()).ifPresent(rest -> message.set(name, rest));
            }
        });
    }
}
