package dev.fleetcast.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The data of all archived events of a channel as one JSON array, which is read piece by piece as it is written: memory for
 * a piece is enough. Data that is JSON is put in as it is, other data as a string.
 */
final class EventBodies implements StreamingOutput {

    private static final int PIECE_EVENTS = 200;
    private static final long PIECE_BYTES = 256 * 1024;

    // What was written before a failure must not look like all there is.
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false)
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .build();

    private final ArchivedEvents events;
    private final List<String> channel;
    private final long end;
    private final LogPage first;

    /**
     * Reads the first piece.
     *
     * @param end what comes from this position on is left out: the array might never end
     */
    EventBodies(ArchivedEvents events, ChannelName channel, long end) {
        this.events = events;
        this.channel = List.of(channel.value());
        this.end = end;
        this.first = piece(-1);
    }

    @Override
    public void write(OutputStream response) throws IOException {
        // By way of a writer, which puts a question mark where half a character is.
        JsonGenerator json = JSON.createGenerator(new OutputStreamWriter(response, StandardCharsets.UTF_8));
        json.writeStartArray();
        LogPage page = first;
        write(page.events(), json);
        while (page.end() < end) {
            page = piece(page.end() - 1);
            write(page.events(), json);
        }
        json.writeEndArray();
        json.flush();
    }

    private LogPage piece(long after) {
        return events.between(channel, after, end, PIECE_EVENTS, PIECE_BYTES);
    }

    private static void write(List<ChannelEvent> events, JsonGenerator json) throws IOException {
        for (ChannelEvent event : events) {
            String data = event.content().data();
            if (data == null) {
                continue;
            }
            if (isJson(data)) {
                json.writeRawValue(data);
            } else {
                json.writeString(data);
            }
        }
    }

    /** Whether the text is one JSON value. */
    private static boolean isJson(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException other) {
            return false;
        }
    }
}
