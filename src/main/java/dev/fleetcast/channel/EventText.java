package dev.fleetcast.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of SSE events, as the HTML standard's event stream format has it. A line end in the data, of whatever kind, begins
 * another {@code data:} line; nothing else may contain one, which {@link #isOneLine} is for.
 */
final class EventText {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static final Pattern ID = Pattern.compile("(?! )[^\\p{Cc}\\p{Cs}]+(?<! )");

    private EventText() {}

    /** Whether a text can be the value of a field: no line ends, and no NUL, with which browsers ignore an id. */
    static boolean isOneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }

    /**
     * Whether a client sends a text back in {@code Last-Event-ID} as it got it: no control characters, which make the header
     * malformed, no spaces at its ends, which get lost, and no half characters.
     */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The data that has those lines; each of them may be several. */
    static String joined(List<String> lines) {
        return lines.stream()
                .map(line -> LINE_END.matcher(line).replaceAll("\n"))
                .collect(Collectors.joining("\n"));
    }

    /** What stands before the id of an event: its comment. */
    static String beforeId(EventContent content) {
        StringBuilder text = new StringBuilder();
        line(text, ":", content.comment());
        return text.toString();
    }

    /** What stands after the id of an event, with the empty line that ends it. */
    static String afterId(EventContent content) {
        StringBuilder text = new StringBuilder(content.dataLength() + 64);
        line(text, "event:", content.event());
        if (content.data() != null) {
            for (String line : LINE_END.split(content.data(), -1)) {
                line(text, "data:", line);
            }
        }
        line(text, "retry:", content.retry());
        return text.append('\n').toString();
    }

    /** Writes the line of an id. */
    static void writeId(ByteBuf piece, String id) {
        ByteBufUtil.writeUtf8(piece, "id: ");
        ByteBufUtil.writeUtf8(piece, id);
        piece.writeByte('\n');
    }

    private static void line(StringBuilder text, String field, Object value) {
        if (value != null) {
            text.append(field).append(' ').append(value).append('\n');
        }
    }
}
