package dev.fleetcast.benchmark.capacity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of the model.
 *
 * @param figures one for each {@link Cost}
 */
record Costs(Map<Cost, Figure> figures) {

    private static final double MICROS_PER_SECOND = 1e6;

    /** The origin of a figure. */
    enum Origin {
        /** Measured by the benchmark of this repository. */
        MEASURED,
        /** Counted: the size of data that the code writes or keeps. */
        COUNTED,
        /** Not measured; plausible, to be replaced. */
        ASSUMED
    }

    /** @param value in the unit that its {@link Cost} names */
    record Figure(double value, Origin origin) {}

    /** The only place of the figures; {@link ScalingPage} updates the page. */
    static final Costs MEASURED = new Costs(Map.of())
            .measured(Cost.RECORD_GLANCED, 3.5)
            .assumed(Cost.RECORD_FOLLOWED, 15)
            .measured(Cost.RECORD_IN_LEDGER, 6.3)
            .measured(Cost.WRITE, 9.6)
            .measured(Cost.EVENT, 1.4)
            .measured(Cost.PING, 15)
            .measured(Cost.PONG, 350)
            .assumed(Cost.CALL_PASSED_ON, 150)
            .assumed(Cost.COMMAND_PASSED_OVER, 1)
            .assumed(Cost.STREAM_RECORD_READ, 8)
            .assumed(Cost.SESSION_RECORD_READ, 5)
            .assumed(Cost.RECORD_BYTES, 500)
            .measured(Cost.EVENT_BYTES, 580)
            .assumed(Cost.PONG_BYTES, 1_000)
            .counted(Cost.COMMAND_BYTES, 240)
            .counted(Cost.STREAM_RECORD_BYTES, 700)
            .measured(Cost.STREAM_HEAP, 8_362)
            .assumed(Cost.SUBSCRIPTION_HEAP, 200)
            .assumed(Cost.STREAM_KERNEL, 5_000)
            .assumed(Cost.UNIT_HEAP, 1_500)
            .counted(Cost.REMEMBERED_STREAM_HEAP, 1_000)
            .counted(Cost.REMEMBERED_UNIT_HEAP, 28)
            .assumed(Cost.SESSION_HEAP, 200)
            .measured(Cost.START_MEMORY, 317)
            .assumed(Cost.KAFKA_ROUND_TRIP, 10)
            .assumed(Cost.PARTITION_RECORDS, 100_000)
            .assumed(Cost.KAFKA_EGRESS, 100)
            .assumed(Cost.REPLICA_NETWORK, 10);

    Costs {
        Map<Cost, Figure> copy = new EnumMap<>(Cost.class);
        copy.putAll(figures);
        figures = Collections.unmodifiableMap(copy);
    }

    Costs measured(Cost cost, double value) {
        return with(cost, value, Origin.MEASURED);
    }

    Costs counted(Cost cost, double value) {
        return with(cost, value, Origin.COUNTED);
    }

    Costs assumed(Cost cost, double value) {
        return with(cost, value, Origin.ASSUMED);
    }

    /** In the unit of the cost. */
    double of(Cost cost) {
        return figures.get(cost).value();
    }

    /** The cores kept busy by an operation with that rate and CPU cost. */
    double cores(double perSecond, Cost micros) {
        return perSecond * of(micros) / MICROS_PER_SECOND;
    }

    private Costs with(Cost cost, double value, Origin origin) {
        Map<Cost, Figure> more = new EnumMap<>(Cost.class);
        more.putAll(figures);
        more.put(cost, new Figure(value, origin));
        return new Costs(more);
    }
}
