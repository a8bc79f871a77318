package dev.fleetcast.history.stored;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.memory.Reservation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The packed messages of units, in their order. The pieces of an hour must be sorted, so its messages are in memory at once.
 * If there is no room for them, the pieces are read again for each part of the hour, so that even a user without memory
 * gets an answer: a part of a minute or less may have {@link #OWN_BYTES} beside the user's memory, and a second anything.
 */
final class PackedMessages implements AutoCloseable {

    static final int FETCH = 16;

    private static final String CHUNKS =
            "select hour, content from history_chunk where unit_id %s and hour >= ? and hour < ? order by hour";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int OWN_BYTES = 1 << 20;
    /** The memory of a message beside its content. */
    private static final int OVERHEAD = 100;

    private final Connection connection;
    private final List<Long> units;
    private final Span span;
    private final Predicate<byte[]> contents;
    private final Reservation memory;
    private final MessageCodec codec;
    private final PreparedStatement query;
    private final ResultSet chunks;
    private final Deque<StoredMessage> ready = new ArrayDeque<>();
    private Instant nextHour;
    private Instant partFrom = Instant.MAX;
    private Instant partsEnd = Instant.MIN;
    private Duration part = HOUR;
    /** The memory of the messages of this part. */
    private long bytes;

    PackedMessages(Connection connection, Selection wanted, Reservation memory, MessageCodec codec)
            throws SQLException {
        this.connection = connection;
        this.units = wanted.units();
        this.span = wanted.span();
        this.contents = wanted.contents();
        this.memory = memory;
        this.codec = codec;
        this.query = query(span.from().truncatedTo(ChronoUnit.HOURS), span.to());
        this.chunks = query.executeQuery();
        this.nextHour = hour(chunks);
    }

    /** Returns the next message; null after the last. */
    StoredMessage next() throws SQLException {
        while (ready.isEmpty()) {
            if (partFrom.isBefore(partsEnd) && partFrom.isBefore(span.to())) {
                readPart();
            } else if (nextHour != null) {
                readHour();
            } else {
                return null;
            }
        }
        return ready.poll();
    }

    private void readHour() throws SQLException {
        Instant hour = nextHour;
        part = HOUR;
        List<StoredMessage> messages = start();
        boolean fits = true;
        while (hour.equals(nextHour)) {
            fits = fits && add(hour, chunks.getBytes(2), span, messages);
            nextHour = hour(chunks);
        }
        if (fits) {
            sort(messages);
        } else {
            partFrom = hour;
            partsEnd = hour.plus(HOUR);
            part = HOUR.dividedBy(2);
        }
    }

    private void readPart() throws SQLException {
        Instant hour = partsEnd.minus(HOUR);
        Instant end = partFrom.plus(part);
        if (!end.isAfter(span.from())) {
            partFrom = end;
            return;
        }
        List<StoredMessage> messages = start();
        boolean fits = true;
        boolean isShortest = part.compareTo(SHORTEST) <= 0;
        try (PreparedStatement again = query(hour, partsEnd);
                ResultSet pieces = again.executeQuery()) {
            while ((fits || isShortest) && pieces.next()) {
                fits = add(hour, pieces.getBytes(2), new Span(partFrom, end), messages);
            }
        }
        if (fits || isShortest) {
            sort(messages);
            partFrom = end;
            // After a burst, the rest of the hour needs fewer parts.
            part = bytes < OWN_BYTES / 4 ? part.multipliedBy(2) : part;
        } else {
            part = part.dividedBy(2);
        }
    }

    private List<StoredMessage> start() {
        memory.clear();
        bytes = 0;
        return new ArrayList<>();
    }

    private void sort(List<StoredMessage> messages) {
        messages.sort(null);
        ready.addAll(messages);
    }

    /** Adds those of a piece that are wanted; returns false if there was no room for all of them. */
    private boolean add(Instant hour, byte[] piece, Span wanted, List<StoredMessage> messages) {
        boolean fits = true;
        for (StoredMessage message : Chunk.read(hour, piece, codec, at -> wanted.contains(at) && span.contains(at))) {
            if (contents.test(message.content())) {
                fits &= hasRoom(message.content().length + OVERHEAD);
                messages.add(message);
            }
        }
        return fits;
    }

    private boolean hasRoom(int size) {
        bytes += size;
        return memory.tryAdd(size) || (part.compareTo(SHORT) <= 0 && bytes <= OWN_BYTES);
    }

    private PreparedStatement query(Instant from, Instant to) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CHUNKS.formatted(PastMessages.condition(units)));
        PastMessages.bind(statement, units, from, to);
        statement.setFetchSize(FETCH);
        return statement;
    }

    private static Instant hour(ResultSet rows) throws SQLException {
        return rows.next() ? rows.getObject(1, OffsetDateTime.class).toInstant() : null;
    }

    @Override
    public void close() throws SQLException {
        memory.clear();
        query.close();
    }
}
