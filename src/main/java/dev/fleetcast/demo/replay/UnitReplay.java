package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of one unit. They depend on the time alone, so a live reload does not interrupt them. Immutable. */
final class UnitReplay {

    private final Device device;
    private final Circuit circuit;
    private final ReplayTime time;
    private final Duration period;

    UnitReplay(Device device, Circuit circuit, ReplayTime time, Duration period) {
        this.device = device;
        this.circuit = circuit;
        this.time = time;
        this.period = period;
    }

    /** The key of the unit's records. */
    String key() {
        return device.imei();
    }

    /** The messages that the device sends at an instant: its position and, at the end of a trip, the trip. */
    List<ObjectNode> messagesAt(Instant now) {
        Motion before = circuit.at(time.secondsAt(now.minus(period)));
        Motion motion = circuit.at(time.secondsAt(now));
        List<Happening> happenings = Observation.between(before, motion);
        List<ObjectNode> messages = new ArrayList<>();
        messages.add(gps(now, motion, happenings));
        if (before.ignition() && !motion.ignition()) {
            messages.add(trip(now, motion));
        }
        return messages;
    }

    private ObjectNode gps(Instant at, Motion motion, List<Happening> happenings) {
        double tripStart = circuit.at(circuit.trip(motion.trip()).start()).kilometers();
        return GpsMessage.of(device, seqNo(at), at, motion, motion.kilometers() - tripStart, happenings);
    }

    private ObjectNode trip(Instant now, Motion end) {
        Track.Span span = circuit.trip(end.trip());
        Instant start = time.instantAt(span.start());
        ObjectNode from = gps(start, circuit.at(span.start()), List.of(Happening.of("TRIP:START")));
        ObjectNode to = gps(now, end, List.of(Happening.of("TRIP:END")));
        return TripMessage.of(device, now, start, from, to, TripSamples.of(circuit, span));
    }

    /** Increases by one per message. */
    private int seqNo(Instant at) {
        return Math.floorMod(at.toEpochMilli() / period.toMillis(), 1_000_000);
    }
}
