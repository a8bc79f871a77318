package dev.fleetcast.benchmark.capacity;

/**
 * The memory of one replica, in gigabytes.
 *
 * @param start without streams
 * @param streams heap of its own streams and their subscriptions
 * @param fleet heap of all units: registry and last known positions
 * @param remembered heap of the streams and sessions of all replicas
 * @param kernel memory of its sockets
 */
record MemoryUse(double start, double streams, double fleet, double remembered, double kernel) {

    /** Live data may take half of the heap at most, or the collector has no room to work in. */
    private static final double HEAP_PER_LIVE = 2;

    private static final double GIGA = 1e9;

    static MemoryUse of(Costs costs, Load load, Deployment deployment) {
        ControlTraffic control = new ControlTraffic(load, deployment);
        double here = load.streams() / deployment.replicas();
        double units = load.dashboard().units();
        double perStream = costs.of(Cost.STREAM_HEAP) + units * costs.of(Cost.SUBSCRIPTION_HEAP);
        double perRemembered = costs.of(Cost.REMEMBERED_STREAM_HEAP) + units * costs.of(Cost.REMEMBERED_UNIT_HEAP);
        return new MemoryUse(
                costs.of(Cost.START_MEMORY) / 1_000,
                here * perStream / GIGA,
                load.units() * costs.of(Cost.UNIT_HEAP) / GIGA,
                (control.rememberedStreams() * perRemembered + load.streams() * costs.of(Cost.SESSION_HEAP)) / GIGA,
                here * costs.of(Cost.STREAM_KERNEL) / GIGA);
    }

    double total() {
        return start + HEAP_PER_LIVE * (streams + fleet + remembered) + kernel;
    }
}
