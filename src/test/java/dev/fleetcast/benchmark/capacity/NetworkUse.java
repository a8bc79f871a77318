package dev.fleetcast.benchmark.capacity;

/**
 * Network traffic, in Gbit/s.
 *
 * @param fromKafka into one replica
 * @param fromClients into one replica
 * @param toClients out of one replica
 * @param kafkaEgress out of all brokers together
 */
record NetworkUse(double fromKafka, double fromClients, double toClients, double kafkaEgress) {

    private static final double BITS_PER_GIGA_BYTE = 8 / 1e9;

    static NetworkUse of(Costs costs, Load load, Deployment deployment) {
        ControlTraffic control = new ControlTraffic(load, deployment);
        double readByEach = load.recordsPerSecond() * costs.of(Cost.RECORD_BYTES)
                + control.commandsPerSecond() * costs.of(Cost.COMMAND_BYTES)
                + control.streamRecordsPerSecond() * costs.of(Cost.STREAM_RECORD_BYTES);
        double readOnce = load.recordsPerSecond() * costs.of(Cost.RECORD_BYTES);
        double events = load.streams() * load.eventsPerStreamSecond() * costs.of(Cost.EVENT_BYTES);
        double calls = control.callsPerSecond() * costs.of(Cost.PONG_BYTES);
        return new NetworkUse(
                gigabits(readByEach + readOnce / Math.min(deployment.replicas(), load.partitions())),
                gigabits(calls / deployment.replicas()),
                gigabits(events / deployment.replicas()),
                gigabits(readByEach * deployment.replicas() + readOnce));
    }

    private static double gigabits(double bytesPerSecond) {
        return bytesPerSecond * BITS_PER_GIGA_BYTE;
    }
}
