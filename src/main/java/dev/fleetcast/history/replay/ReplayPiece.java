package dev.fleetcast.history.replay;

import com.github.luben.zstd.Zstd;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.memory.Reservation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that are read at once and not played yet, in compressed blocks: messages of the same units are much alike.
 * Bounded in bytes, but always room for one. For one thread.
 */
final class ReplayPiece implements AutoCloseable {

    /** The bytes of a block before it is compressed. */
    private static final int BLOCK = 32 * 1_024;

    private static final int LEVEL = 1;
    private static final int NUMBERS = 2 * Long.BYTES + Integer.BYTES;

    private final Reservation memory;
    private final List<byte[]> blocks = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private long packed;
    private Place end;

    ReplayPiece(Reservation memory) {
        this.memory = memory;
    }

    /**
     * A past message in its envelope.
     *
     * @param at the time under which it is filed
     */
    record Event(Instant at, long unit, String json) {}

    /** Memory for an event that waits as text. */
    static long bytes(String json) {
        return 2L * json.length();
    }

    /** Adds an event. Returns false, and adds nothing, if it does not fit into the memory. */
    boolean add(Place place, Event event) {
        byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
        if (!memory.tryAdd(NUMBERS + json.length)) {
            return false;
        }
        open.writeBytes(ByteBuffer.allocate(NUMBERS)
                .putLong(event.at().toEpochMilli())
                .putLong(event.unit())
                .putInt(json.length)
                .array());
        open.writeBytes(json);
        end = place;
        if (open.size() >= BLOCK) {
            pack();
        }
        return true;
    }

    private void pack() {
        byte[] whole = open.toByteArray();
        byte[] block = Zstd.compress(whole, LEVEL);
        open.reset();
        blocks.add(block);
        packed += block.length;
        // One block at a time is played.
        memory.trySet(packed + BLOCK);
    }

    boolean isEmpty() {
        return end == null;
    }

    /** The place of its last event. */
    Place end() {
        return end;
    }

    /** The number of its blocks. */
    int blocks() {
        return open.size() == 0 ? blocks.size() : blocks.size() + 1;
    }

    /** The events of a block. */
    List<Event> block(int number) {
        byte[] whole = open.toByteArray();
        if (number < blocks.size()) {
            byte[] block = blocks.get(number);
            whole = Zstd.decompress(block, (int) Zstd.getFrameContentSize(block));
        }
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(whole);
        while (in.hasRemaining()) {
            Instant at = Instant.ofEpochMilli(in.getLong());
            long unit = in.getLong();
            int length = in.getInt();
            events.add(new Event(at, unit, new String(whole, in.position(), length, StandardCharsets.UTF_8)));
            in.position(in.position() + length);
        }
        return events;
    }

    @Override
    public void close() {
        memory.clear();
    }
}
