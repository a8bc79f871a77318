package dev.fleetcast.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Glanced;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Rejected;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Usable;
import dev.fleetcast.ingest.shape.DeviceName;
import dev.fleetcast.ingest.shape.Shape;
import dev.fleetcast.ingest.shape.Shapes;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.MessageGlance;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Interprets records: finds the unit and the message, or the reason for rejection. */
@ThreadSafe
@ApplicationScoped
public class RecordInterpreter {

    private static final Logger LOG = Logger.getLogger(RecordInterpreter.class);
    private static final String UNKNOWN = "key: names no known unit, and neither does the message";
    private static final int LONGEST_KEY = 256;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final MessageDecoder decoder = new MessageDecoder();
    private final MessageGlance glance = new MessageGlance();
    private final UnitDirectory directory;
    private final Shapes shapes;
    private final String findings;

    @Inject
    RecordInterpreter(UnitDirectory directory, IngestConfig config, FindingsTopic findings) {
        this(directory, new Shapes(config.shapes(), config.mappings(), config.topics()), findings.name());
    }

    /** For topics with universal messages. */
    public RecordInterpreter(UnitDirectory directory) {
        this(directory, new Shapes(Map.of(), Map.of(), Set.of()), "");
    }

    private RecordInterpreter(UnitDirectory directory, Shapes shapes, String findings) {
        this.directory = directory;
        this.shapes = shapes;
        this.findings = findings;
    }

    private boolean isFinding(ConsumerRecord<?, ?> record) {
        return record.topic().equals(findings);
    }

    /** The name of the topic's shape, as in the settings. */
    public String shape(String topic) {
        return shapes.name(topic);
    }

    /** Never throws: an invalid record is rejected with a reason. */
    public Interpretation interpret(ConsumerRecord<byte[], byte[]> record) {
        try {
            return accept(record);
        } catch (InvalidMessageException invalid) {
            return new Rejected(invalid.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.debugf(
                    unforeseen,
                    "Unexpected failure at record %s-%d@%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
            return new Rejected("value: cannot be processed");
        }
    }

    /**
     * Like {@link #interpret}, but only glances at the message if that suffices: the key names a unit that is not
     * {@code wanted}, and the message has the usual form.
     *
     * @param wanted selects the units whose messages are decoded fully
     */
    public Interpretation glance(ConsumerRecord<byte[], byte[]> record, Predicate<UnitId> wanted) {
        Optional<FleetUnit> unit = unitNamedByKey(record);
        if (shapes.of(record.topic()).isPresent()
                || unit.isEmpty()
                || wanted.test(unit.get().id())
                || CloudEvents.isDeclared(record.headers())) {
            return interpret(record);
        }
        Optional<PositionReport> report = glance.at(record.value());
        return report.isPresent()
                ? new Glanced(unit.get(), report.get(), record.value(), isFinding(record))
                : interpret(record);
    }

    /** Returns the fully decoded message; empty in the unexpected case that it is invalid. */
    public Optional<Accepted> whole(Usable usable) {
        if (usable instanceof Accepted accepted) {
            return Optional.of(accepted);
        }
        try {
            return Optional.of(
                    new Accepted(usable.unit(), decoder.decode(usable.raw()), usable.raw(), usable.isFinding()));
        } catch (InvalidMessageException unforeseen) {
            return Optional.empty();
        }
    }

    /** Returns the unit named by the record's key, without reading the message; empty if the key names no known unit. */
    public Optional<UnitId> unitByKey(ConsumerRecord<byte[], byte[]> record) {
        return unitNamedByKey(record).map(FleetUnit::id);
    }

    /** Returns the unit named by the message: by IMEI, serial number or registry id. */
    public Optional<FleetUnit> unitNamedBy(TelemetryMessage message) {
        return message.imei()
                .flatMap(directory::byImei)
                .or(() -> message.serialNo().flatMap(directory::bySerialNo))
                .or(() -> unitId(message.tree()).flatMap(directory::byId));
    }

    private Interpretation accept(ConsumerRecord<byte[], byte[]> record) throws InvalidMessageException {
        Optional<String> unread = Unread.reason(record);
        if (unread.isPresent()) {
            throw new InvalidMessageException(unread.get());
        }
        byte[] raw = record.value();
        if (raw == null) {
            throw new InvalidMessageException("value: must not be null");
        }
        JsonNode value = decoder.parse(raw);
        JsonNode unwrapped = CloudEvents.unwrap(value, record.headers());
        Optional<Shape> shape = shapes.of(record.topic());
        JsonNode content = shape.isPresent() ? shape.get().message(unwrapped) : unwrapped;
        TelemetryMessage message = decoder.decode(content);
        Optional<FleetUnit> unit = unitNamedByKey(record).or(() -> unitNamedBy(message));
        if (unit.isEmpty()) {
            return new Rejected(
                    UNKNOWN, nameIn(record).or(() -> nameIn(message)).orElse(null));
        }
        return new Accepted(unit.get(), message, content == value ? raw : toBytes(content), isFinding(record));
    }

    /** The key by which the record would name a unit. */
    private Optional<String> nameIn(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null || !isNamedByKey(record.topic())
                ? Optional.empty()
                : Optional.of(new String(record.key(), StandardCharsets.UTF_8)).filter(key -> !key.isBlank());
    }

    /** What a unit would be registered under to be named by the message. */
    private static Optional<String> nameIn(TelemetryMessage message) {
        return message.imei()
                .filter(DeviceName::isImei)
                .or(() -> message.serialNo().filter(name -> !DeviceName.isImei(name)));
    }

    private Optional<FleetUnit> unitNamedByKey(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null || key.length > LONGEST_KEY || !isNamedByKey(record.topic())
                ? Optional.empty()
                : unitNamed(new String(key, StandardCharsets.UTF_8), isFinding(record));
    }

    private Optional<FleetUnit> unitNamed(String key, boolean byIdOnly) {
        if (!byIdOnly) {
            return directory.byKey(key);
        }
        // A serial number of another unit may look the same.
        return ID.matcher(key).matches() ? directory.byId(new UnitId(Long.parseLong(key))) : Optional.empty();
    }

    private boolean isNamedByKey(String topic) {
        return shapes.of(topic).map(Shape::unitIsInKey).orElse(true);
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

    /** The result of interpreting a record. */
    public sealed interface Interpretation {

        /** A valid message of a known unit. */
        sealed interface Usable extends Interpretation {

            FleetUnit unit();

            /** Position and time in the message. */
            PositionReport report();

            /** The message's JSON without its envelope; never modified. */
            byte[] raw();

            /** Whether this deployment itself has found it. */
            boolean isFinding();
        }

        /**
         * A fully decoded message.
         *
         * @param isFinding whether this deployment itself has found it
         */
        record Accepted(FleetUnit unit, TelemetryMessage message, byte[] raw, boolean isFinding) implements Usable {

            /** A device's message. */
            public Accepted(FleetUnit unit, TelemetryMessage message, byte[] raw) {
                this(unit, message, raw, false);
            }

            @Override
            public PositionReport report() {
                return message.report();
            }
        }

        /** A message that was only glanced at. */
        record Glanced(FleetUnit unit, PositionReport report, byte[] raw, boolean isFinding) implements Usable {}

        /**
         * A record that cannot be used.
         *
         * @param reason one line, without any content of the record
         * @param unknownKey what a unit would be registered under to make it usable; null if it is not usable for another
         *     reason, or names no unit at all
         */
        record Rejected(String reason, String unknownKey) implements Interpretation {

            /** A record that no unit would make usable. */
            public Rejected(String reason) {
                this(reason, null);
            }
        }
    }
}
