package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.threading.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a record with an array of objects into records with one of them each. The members of the object come beside
 * those of the record, and win over them; the array itself is left out.
 */
@ThreadSafe
public final class RecordSplit {

    /** Each part repeats what is beside the array: bounds what one record can become. */
    static final int MAX_PARTS = 100;

    static final int MAX_BYTES = 4 << 20;

    private final MessageDecoder decoder = new MessageDecoder();
    private final JsonPointer parent;
    private final String member;

    /**
     * @param place a JSON pointer to the array
     * @throws IllegalArgumentException if it is not the place of a member of an object
     */
    public RecordSplit(String place) {
        JsonPointer pointer = JsonPointer.compile(place);
        if (pointer.matches()) {
            throw new IllegalArgumentException("the whole record is not an array beside other members");
        }
        parent = pointer.head();
        member = pointer.last().getMatchingProperty();
    }

    /**
     * The parts, in the order of the array; the record itself if there is no such array.
     *
     * @throws InvalidMessageException saying why it cannot be split
     */
    public List<byte[]> parts(byte[] value) throws InvalidMessageException {
        if (value == null) {
            throw new InvalidMessageException("value: must not be null");
        }
        JsonNode record = decoder.parse(value);
        if (!(record.at(parent) instanceof ObjectNode holder)
                || !holder.path(member).isArray()) {
            return List.of(value);
        }
        ArrayNode array = (ArrayNode) holder.remove(member);
        if (array.size() > MAX_PARTS) {
            throw new InvalidMessageException("value: has more than " + MAX_PARTS + " messages");
        }
        List<byte[]> parts = new ArrayList<>();
        int bytes = 0;
        for (JsonNode element : array) {
            byte[] part = part(record, element);
            bytes += part.length;
            if (bytes > MAX_BYTES) {
                throw new InvalidMessageException("value: its messages have more than " + MAX_BYTES + " bytes");
            }
            parts.add(part);
        }
        return parts;
    }

    private static byte[] part(JsonNode record, JsonNode element) throws InvalidMessageException {
        if (!(record instanceof ObjectNode beside) || !(element instanceof ObjectNode members)) {
            throw new InvalidMessageException("value: each of its messages must be a JSON object");
        }
        return beside.deepCopy().setAll(members).toString().getBytes(StandardCharsets.UTF_8);
    }
}
