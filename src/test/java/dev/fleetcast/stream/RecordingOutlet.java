package dev.fleetcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.testing.SseParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A connection that records writes, with room controlled by the test. */
public final class RecordingOutlet implements Outlet {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Runnable drained = () -> {};
    private Runnable closed = () -> {};
    private int room = Integer.MAX_VALUE;
    private int waiting;
    private int writes;
    private int signsOfLife;
    private boolean ended;
    private boolean broken;

    @Override
    public ByteBuf buffer(int expectedBytes) {
        return Unpooled.buffer(expectedBytes);
    }

    @Override
    public void write(ByteBuf events) {
        if (broken || ended) {
            throw new IllegalStateException("written to after its end");
        }
        writes++;
        room = room == Integer.MAX_VALUE ? room : room - events.readableBytes();
        waiting = room == Integer.MAX_VALUE ? 0 : waiting + events.readableBytes();
        written.writeBytes(ByteBufUtil.getBytes(events));
        events.release();
    }

    @Override
    public void showLife() {
        signsOfLife++;
    }

    @Override
    public boolean isFull() {
        return room <= 0;
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public void onDrain(Runnable drained) {
        this.drained = drained;
    }

    @Override
    public void onClose(Runnable closed) {
        this.closed = closed;
    }

    @Override
    public void end() {
        ended = true;
    }

    /** Blocks the peer. */
    public void block() {
        block(0);
    }

    /** Lets the peer take {@code bytes} more, plus the write begun within them. */
    public void block(int bytes) {
        room = bytes;
    }

    /** Gives the peer room for {@code bytes}, plus the write begun within them, and reports the drain. */
    public void drain(int bytes) {
        room = bytes;
        waiting = 0;
        drained.run();
    }

    /** Lets the peer take everything again. */
    public void drain() {
        drain(Integer.MAX_VALUE);
    }

    /** Closes the connection from the peer's side. */
    void close() {
        closed.run();
    }

    /** Makes every later write fail. */
    void breakDown() {
        broken = true;
    }

    /** Whether the response has ended. */
    public boolean hasEnded() {
        return ended;
    }

    /** The number of writes. */
    public int writes() {
        return writes;
    }

    /** The number of calls to {@link #showLife}. */
    public int signsOfLife() {
        return signsOfLife;
    }

    /** All bytes written. */
    public byte[] bytes() {
        return written.toByteArray();
    }

    List<SseParser.Event> events() {
        return SseParser.parse(bytes());
    }

    /** The data of every event. */
    List<JsonNode> data() {
        return events().stream().map(event -> read(event.data())).toList();
    }

    /** Every event in short form, such as {@code ready 1}, {@code gps 1 #7}, {@code gap overflow 1 missed 3}. */
    List<String> story() {
        return data().stream().map(RecordingOutlet::told).toList();
    }

    private static String told(JsonNode data) {
        StringBuilder told = new StringBuilder(data.path("type").asText());
        if (data.path("snapshot").asBoolean()) {
            told.append(" snapshot");
        }
        for (String field : List.of("reason", "unit_id")) {
            told.append(data.has(field) ? " " + data.path(field).asText() : "");
        }
        JsonNode telemetry = data.path("telemetry");
        told.append(telemetry.has("seq_no") ? " #" + telemetry.path("seq_no").asText() : "");
        return told.append(data.has("missed") ? " missed " + data.path("missed").asText() : "")
                .toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
