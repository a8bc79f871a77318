package dev.fleetcast.stream.event;

import java.nio.charset.StandardCharsets;

/** The wrapping of the extended message in an event's {@code data}; chosen by the path of the connect request. */
public enum Envelope {
    /** {@code {"type":"gps","message_type":"gps","unit_id":1,"vehicle_id":1,"telemetry":{…}}} */
    TELEMETRY {
        @Override
        String head(Update update, String type, String marks) {
            return "{\"type\":\"" + type + '"' + marks + ",\"message_type\":\"" + update.messageType()
                    + "\",\"unit_id\":" + update.unit() + ",\"vehicle_id\":" + update.vehicleId() + ",\"telemetry\":";
        }
    },
    /** {@code {"type":"gps","data":{…}}}, the form of the older published examples. */
    DATA {
        @Override
        String head(Update update, String type, String marks) {
            return "{\"type\":\"" + type + '"' + marks + ",\"data\":";
        }
    };

    private static final byte[] FIELD = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}\n\n".getBytes(StandardCharsets.US_ASCII);

    /** The JSON up to the extended message. */
    abstract String head(Update update, String type, String marks);

    /** The SSE event without its {@code id:} line. */
    public byte[] encode(Update update, boolean snapshot) {
        return encode(update, type(update), mark(snapshot));
    }

    /** The SSE event, without its {@code id:} line, of a unit that has come into the stream's area. */
    public byte[] enter(Update snapshot) {
        String unit = this == DATA ? ",\"unit_id\":" + snapshot.unit() : "";
        return encode(snapshot, "enter", mark(true) + unit);
    }

    private byte[] encode(Update update, String type, String marks) {
        byte[] head = head(update, type, marks).getBytes(StandardCharsets.US_ASCII);
        byte[] extended = update.extended();
        byte[] frame = new byte[FIELD.length + head.length + extended.length + END.length];
        System.arraycopy(FIELD, 0, frame, 0, FIELD.length);
        System.arraycopy(head, 0, frame, FIELD.length, head.length);
        System.arraycopy(extended, 0, frame, FIELD.length + head.length, extended.length);
        System.arraycopy(END, 0, frame, frame.length - END.length, END.length);
        return frame;
    }

    /** Trips of devices are sent as {@code gps} events: published clients know no other name for them. */
    private static String type(Update update) {
        return update.messageType().equals("trip") && !update.isFound() ? "gps" : update.messageType();
    }

    private static String mark(boolean snapshot) {
        return snapshot ? ",\"snapshot\":true" : "";
    }
}
