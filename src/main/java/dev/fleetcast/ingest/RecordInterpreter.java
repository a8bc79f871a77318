package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.Interpretation.Accepted;
import dev.fleetcast.ingest.Interpretation.Glanced;
import dev.fleetcast.ingest.Interpretation.Rejected;
import dev.fleetcast.ingest.Interpretation.Usable;
import dev.fleetcast.kafka.Unread;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.MessageGlance;
import dev.fleetcast.telemetry.PositionReport;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Makes sense of records: which unit, which message, or why neither. Safe for use by any thread. */
@ApplicationScoped
class RecordInterpreter {

    private static final Logger LOG = Logger.getLogger(RecordInterpreter.class);
    private static final int LONGEST_KEY = 256;

    private final MessageDecoder decoder = new MessageDecoder();
    private final MessageGlance glance = new MessageGlance();
    private final UnitDirectory directory;

    RecordInterpreter(UnitDirectory directory) {
        this.directory = directory;
    }

    /** Never throws: whatever is wrong with the record is its own reason. */
    Interpretation interpret(ConsumerRecord<byte[], byte[]> record) {
        try {
            return accept(record);
        } catch (InvalidMessageException invalid) {
            return new Rejected(invalid.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.debugf(unforeseen, "record %s-%d@%d", record.topic(), record.partition(), record.offset());
            return new Rejected("value: cannot be processed");
        }
    }

    /**
     * As {@link #interpret}, but the message is only glanced at where that tells enough: when the key names a unit that is
     * not {@code wanted}, and the message is a usual one.
     *
     * @param wanted which units' messages are to be read as a whole
     */
    Interpretation glance(ConsumerRecord<byte[], byte[]> record, Predicate<UnitId> wanted) {
        Optional<FleetUnit> unit = unitNamedBy(record.key());
        if (unit.isEmpty() || wanted.test(unit.get().id()) || CloudEvents.isDeclared(record.headers())) {
            return interpret(record);
        }
        Optional<PositionReport> report = glance.at(record.value());
        return report.isPresent() ? new Glanced(unit.get(), report.get(), record.value()) : interpret(record);
    }

    /** The message as a whole; empty, though that is not to be expected, when it then turns out to be invalid. */
    Optional<Accepted> whole(Usable usable) {
        if (usable instanceof Accepted accepted) {
            return Optional.of(accepted);
        }
        try {
            return Optional.of(new Accepted(usable.unit(), decoder.decode(usable.raw()), usable.raw()));
        } catch (InvalidMessageException unforeseen) {
            return Optional.empty();
        }
    }

    /** The unit that the record's key names, found without a look at the message; empty when only the message can tell. */
    Optional<UnitId> unitByKey(ConsumerRecord<byte[], byte[]> record) {
        return unitNamedBy(record.key()).map(FleetUnit::id);
    }

    /** The unit that a message itself names, by IMEI, serial number or the registry's id. */
    Optional<FleetUnit> unitNamedBy(TelemetryMessage message) {
        return message.imei()
                .flatMap(directory::byImei)
                .or(() -> message.serialNo().flatMap(directory::bySerialNo))
                .or(() -> unitId(message.tree()).flatMap(directory::byId));
    }

    private Accepted accept(ConsumerRecord<byte[], byte[]> record) throws InvalidMessageException {
        Optional<String> unread = Unread.reason(record);
        if (unread.isPresent()) {
            throw new InvalidMessageException(unread.get());
        }
        byte[] raw = record.value();
        if (raw == null) {
            throw new InvalidMessageException("value: must not be null");
        }
        JsonNode value = decoder.parse(raw);
        JsonNode content = CloudEvents.unwrap(value, record.headers());
        TelemetryMessage message = decoder.decode(content);
        FleetUnit unit = unitNamedBy(record.key())
                .or(() -> unitNamedBy(message))
                .orElseThrow(
                        () -> new InvalidMessageException("key: names no known unit, and neither does the message"));
        return new Accepted(unit, message, content == value ? raw : toBytes(content));
    }

    private Optional<FleetUnit> unitNamedBy(byte[] key) {
        return key == null || key.length > LONGEST_KEY
                ? Optional.empty()
                : directory.byKey(new String(key, StandardCharsets.UTF_8));
    }

    private static Optional<UnitId> unitId(JsonNode message) {
        JsonNode id = message.path("device").path("id");
        return id.canConvertToLong() && id.isIntegralNumber() && id.longValue() > 0
                ? Optional.of(new UnitId(id.longValue()))
                : Optional.empty();
    }

    private static byte[] toBytes(JsonNode content) {
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }
}
