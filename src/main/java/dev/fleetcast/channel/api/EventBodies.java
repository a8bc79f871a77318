package dev.fleetcast.channel.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.fleetcast.channel.archive.ArchivedEvents;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.LogPage;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the data of all archived events of a channel as one JSON array. Reads page by page while writing, so memory is
 * bounded by one page. Embeds JSON data as it is, other data as a string.
 */
final class EventBodies implements StreamingOutput {

    private static final int PIECE_EVENTS = 200;
    private static final long PIECE_BYTES = 256 * 1024;

    // A response that failed midway must not look complete.
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false)
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .build();

    private final ArchivedEvents events;
    private final List<String> channel;
    private final long end;
    private final LogPage first;

    /**
     * Reads the first page.
     *
     * @param end the exclusive end position, without which the array might never end
     */
    EventBodies(ArchivedEvents events, ChannelName channel, long end) {
        this.events = events;
        this.channel = List.of(channel.value());
        this.end = end;
        this.first = piece(-1);
    }

    @Override
    public void write(OutputStream response) throws IOException {
        // A writer replaces unpaired surrogates by question marks.
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

    /** True if the text is exactly one JSON value. */
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
