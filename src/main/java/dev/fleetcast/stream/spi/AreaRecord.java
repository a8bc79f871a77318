package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.cursor.Varints;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The area of a stream, and what the stream's client was told about it: the part of the stream's record that concerns
 * the area. Its visits are packed: every replica remembers them for all streams, but reads them only when a stream is
 * resumed. A visit takes about four bytes. Immutable.
 */
public final class AreaRecord {

    /** No area, and nothing to be told. */
    public static final AreaRecord NONE = new AreaRecord(null, List.of(), null);

    private static final int NUMBERS = 3;

    private final String request;
    private final byte[] visits;
    private final Limit limit;

    /**
     * The time that a unit is in the area, as the client was told.
     *
     * @param unitId the unit
     * @param entered the number of the change with which the client was told that it came, from 1
     * @param left the number of the later change with which the client was told that it went; 0 if it has not gone
     */
    public record Visit(long unitId, int entered, int left) {

        /** Whether a client knows the unit to be inside that was told all changes up to that one. */
        public boolean isKnownAfter(int change) {
            return entered <= change && (left == 0 || left > change);
        }
    }

    /**
     * An event {@code area_limit}.
     *
     * @param change its number among the changes of the stream
     * @param units the number of units in the area
     * @param maxUnits the maximum number that the stream follows
     */
    public record Limit(int change, int units, int maxUnits) {

        /** Whether there are units that the stream does not follow. */
        public boolean isExceeded() {
            return units > maxUnits;
        }
    }

    /**
     * @param request the client's request as JSON; null without an area
     * @param visits the units that are in it, and some that have left
     * @param limit the newest {@code area_limit} of the area; null without one
     */
    public AreaRecord(String request, Collection<Visit> visits, Limit limit) {
        this.request = request;
        this.visits = packed(visits);
        this.limit = limit;
    }

    /** The client's request as JSON; null without an area. */
    public String request() {
        return request;
    }

    /** The newest {@code area_limit} of the area; null without one. */
    public Limit limit() {
        return limit;
    }

    /** The units that are in the area, and some that have left; unpacked on each call. */
    public List<Visit> visits() {
        ByteBuffer in = ByteBuffer.wrap(visits);
        List<Visit> all = new ArrayList<>();
        long unit = 0;
        int entered = 0;
        while (in.hasRemaining()) {
            unit += Varints.readSigned(in);
            entered += (int) Varints.readSigned(in);
            int changes = (int) Varints.read(in);
            all.add(new Visit(unit, entered, changes == 0 ? 0 : entered + changes));
        }
        return all;
    }

    /** The size in bytes, of what depends on the client. */
    public int size() {
        return visits.length + (request == null ? 0 : request.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AreaRecord area
                && Objects.equals(request, area.request)
                && Arrays.equals(visits, area.visits)
                && Objects.equals(limit, area.limit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, Arrays.hashCode(visits), limit);
    }

    @Override
    public String toString() {
        return "AreaRecord[visits=" + visits() + ", limit=" + limit + ']';
    }

    private static byte[] packed(Collection<Visit> visits) {
        ByteBuffer out = ByteBuffer.allocate(visits.size() * NUMBERS * Varints.LONGEST);
        long unit = 0;
        long entered = 0;
        for (Visit visit : visits) {
            Varints.writeSigned(out, visit.unitId() - unit);
            Varints.writeSigned(out, visit.entered() - entered);
            Varints.write(out, visit.left() == 0 ? 0 : visit.left() - visit.entered());
            unit = visit.unitId();
            entered = visit.entered();
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
