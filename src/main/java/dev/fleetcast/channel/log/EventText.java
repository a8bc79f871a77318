package dev.fleetcast.channel.log;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Encodes SSE events in the HTML standard's event stream format. Any line ending in the data starts another
 * {@code data:} line; other fields must not contain one, see {@link #isOneLine}.
 */
public final class EventText {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static final Pattern ID = Pattern.compile("(?! )[^\\p{Cc}\\p{Cs}]+(?<! )");

    private EventText() {}

    /** True if the text is a valid field value: no line endings, and no NUL, which makes browsers ignore an id. */
    public static boolean isOneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }

    /**
     * True if clients send the text back unchanged in {@code Last-Event-ID}: no control characters, which make the
     * header malformed, no leading or trailing spaces, which get lost, and no unpaired surrogates.
     */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Joins lines to data; each may contain line endings itself. */
    public static String joined(List<String> lines) {
        return lines.stream()
                .map(line -> LINE_END.matcher(line).replaceAll("\n"))
                .collect(Collectors.joining("\n"));
    }

    /** The part of an event before its id: the comment. */
    static String beforeId(EventContent content) {
        StringBuilder text = new StringBuilder();
        line(text, ":", content.comment());
        return text.toString();
    }

    /** The part of an event after its id, including the final empty line. */
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

    public static void writeId(ByteBuf piece, String id) {
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
