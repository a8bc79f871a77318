package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.cursor.Varints;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The visits of units to the area of a stream in packed form: every replica remembers them for all streams, but reads
 * them only when a stream is resumed. A visit takes about four bytes. Immutable.
 */
public final class PackedVisits extends Packed {

    /** No visits. */
    public static final PackedVisits NOTHING = new PackedVisits(new byte[0]);

    private static final int NUMBERS = 3;

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

    private PackedVisits(byte[] packed) {
        super(packed);
    }

    /** Packs the visits. */
    public static PackedVisits of(Collection<Visit> visits) {
        if (visits.isEmpty()) {
            return NOTHING;
        }
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
        return new PackedVisits(written(out));
    }

    /** The visits; unpacked on each call. */
    public List<Visit> visits() {
        ByteBuffer in = unpack();
        List<Visit> visits = new ArrayList<>();
        long unit = 0;
        int entered = 0;
        while (in.hasRemaining()) {
            unit += Varints.readSigned(in);
            entered += (int) Varints.readSigned(in);
            int changes = (int) Varints.read(in);
            visits.add(new Visit(unit, entered, changes == 0 ? 0 : entered + changes));
        }
        return visits;
    }

    @Override
    public String toString() {
        return visits().toString();
    }
}
