package dev.fleetcast.device.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.threading.ThreadSafe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads and writes records of {@code fleet.device-events}. The key is the coreid, the value {@code {"name", "data",
 * "ttl", "private", "published_at"?, "event_id"?}}. Events of users carry the ids of their clients in the header {@code
 * fleetcast-clients}, events of this product the header {@code fleetcast-origin}. Every reader of the topic uses this
 * class, so that all agree on what an event is.
 */
@ThreadSafe
public final class DeviceEventRecord {

    /** Decimal ids, separated by commas: whose users see an event of a user. */
    static final String CLIENTS = "fleetcast-clients";
    /** Marks the events of this product with the value {@code product}. */
    static final String ORIGIN = "fleetcast-origin";

    private static final String PRODUCT = "product";
    private static final Pattern COREID = Pattern.compile("[0-9A-Za-z_-]{1,34}");
    /** Possessive: a group that can go back recurs for each id. */
    private static final Pattern CLIENT_IDS = Pattern.compile("[0-9]{1,18}+(,[0-9]{1,18}+){0,999}+");

    private static final JsonFactory JSON = new JsonFactory();

    private DeviceEventRecord() {}

    /** @throws UnusableEventException when the record is no event: it belongs to the dead letters */
    public static DeviceEvent read(ConsumerRecord<byte[], byte[]> record) throws UnusableEventException {
        Optional<String> unread = Unread.reason(record);
        if (unread.isPresent()) {
            throw new UnusableEventException("record", unread.get());
        }
        String coreid = coreid(record.key());
        Origin origin = origin(coreid, record.headers());
        Set<Long> clients = origin == Origin.USER ? clients(record.headers()) : Set.of();
        EventMembers members = EventMembers.of(record.value(), record.timestamp(), origin);
        return new DeviceEvent(
                coreid,
                members.name(),
                members.data(),
                members.ttl(),
                members.isPrivate(),
                members.publishedAt(),
                members.eventId(),
                origin,
                clients);
    }

    /** Returns the record of an event; the partition follows from the coreid. */
    public static ProducerRecord<byte[], byte[]> write(String topic, DeviceEvent event) {
        var record = new ProducerRecord<>(topic, event.coreid().getBytes(StandardCharsets.US_ASCII), value(event));
        if (event.origin() == Origin.USER) {
            String ids = event.clients().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
            record.headers().add(CLIENTS, ids.getBytes(StandardCharsets.US_ASCII));
        } else if (event.origin() == Origin.PRODUCT) {
            record.headers().add(ORIGIN, PRODUCT.getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    private static byte[] value(DeviceEvent event) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(value)) {
            out.writeStartObject();
            out.writeStringField("name", event.name());
            out.writeStringField("data", event.data());
            out.writeNumberField("ttl", event.ttl());
            out.writeBooleanField("private", event.isPrivate());
            out.writeStringField("published_at", event.publishedAt().toString());
            if (event.eventId() != null) {
                out.writeStringField("event_id", event.eventId());
            }
            out.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return value.toByteArray();
    }

    private static String coreid(byte[] key) throws UnusableEventException {
        String coreid = key == null || WellFormed.utf8End(key) >= 0 ? "" : new String(key, StandardCharsets.UTF_8);
        if (!COREID.matcher(coreid).matches()) {
            throw new UnusableEventException("key", "must be a coreid, 1 to 34 characters of 0-9 A-Z a-z _ -");
        }
        return coreid;
    }

    private static Origin origin(String coreid, Headers headers) {
        if (coreid.equals(DeviceEvent.API)) {
            return Origin.USER;
        }
        return text(headers, ORIGIN).filter(PRODUCT::equals).isPresent() ? Origin.PRODUCT : Origin.DEVICE;
    }

    private static Set<Long> clients(Headers headers) throws UnusableEventException {
        String ids = text(headers, CLIENTS)
                .filter(value -> CLIENT_IDS.matcher(value).matches())
                .orElseThrow(() -> new UnusableEventException(
                        "header " + CLIENTS, "must list the ids of clients when the key is " + DeviceEvent.API));
        return Arrays.stream(ids.split(",")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
