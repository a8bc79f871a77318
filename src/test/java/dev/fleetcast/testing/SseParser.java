package dev.fleetcast.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Parses an event stream exactly as the WHATWG standard requires of browsers, from pieces of any size. Independent of
 * the product's code and of its output format.
 */
public final class SseParser {

    /**
     * A dispatched event.
     *
     * @param type the event type, {@code message} when it has no name
     * @param data its data lines, joined by line feeds
     * @param id the event's own id, or null
     * @param retry the event's own reconnection time, or null
     * @param fields the field names of its lines in order; empty for a comment
     */
    public record Event(String type, String data, String id, Long retry, List<String> fields) {}

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<Event> events = new ArrayList<>();
    private final Consumer<Event> dispatched;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id;
    private Long retry;
    private String lastEventId = "";
    private Long reconnectionMillis;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;

    /** A parser at the start of a stream that keeps the {@link #events}. */
    public SseParser() {
        this.dispatched = events::add;
    }

    /** A parser at the start of a stream that passes on each event, for streams too long to keep. */
    public SseParser(Consumer<Event> dispatched) {
        this.dispatched = dispatched;
    }

    /** The events of a whole stream. */
    public static List<Event> parse(byte[] stream) {
        SseParser parser = new SseParser();
        parser.take(stream, 0, stream.length);
        return parser.events();
    }

    /** Parses the next piece. */
    public void take(byte[] piece, int from, int to) {
        for (int i = from; i < to; i++) {
            take(piece[i]);
        }
    }

    /** The events dispatched so far; an event without its blank line is not among them. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The current {@code Last-Event-ID} of a browser. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The current reconnection time of a browser, or null if the stream has set none. */
    public Long reconnectionMillis() {
        return reconnectionMillis;
    }

    private void take(byte next) {
        boolean secondHalfOfLineEnd = afterCarriageReturn && next == '\n';
        afterCarriageReturn = next == '\r';
        if (secondHalfOfLineEnd) {
            return;
        }
        if (next == '\r' || next == '\n') {
            endLine();
        } else {
            line.write(next);
        }
    }

    private void endLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int start = firstLine && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            dispatch();
        } else {
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1);
            field(name, value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void field(String name, String value) {
        fields.add(name);
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry(value);
            default -> {
                // A comment, or an unknown field.
            }
        }
    }

    /** Takes effect at its line, whether or not an event is dispatched. */
    private void retry(String value) {
        if (value.matches("[0-9]+")) {
            retry = Long.valueOf(value);
            reconnectionMillis = retry;
        }
    }

    private void dispatch() {
        if (id != null) {
            lastEventId = id;
        }
        if (!data.isEmpty()) {
            String text = data.substring(0, data.length() - 1);
            dispatched.accept(new Event(type.isEmpty() ? "message" : type, text, id, retry, List.copyOf(fields)));
        }
        fields.clear();
        data.setLength(0);
        type = "";
        id = null;
        retry = null;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }
}
