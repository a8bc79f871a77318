package dev.fleetcast.benchmark.capacity;

/**
 * What keeps the cores of one replica busy, in cores.
 *
 * @param glancing the feed read for what nobody here follows, and as far for what somebody does
 * @param following what more is done with records that somebody here follows
 * @param ledger its share of what happens once per deployment
 * @param deliveries events written
 * @param liveness pings and pongs
 * @param control calls for others and from others, the logs of streams and sessions
 */
record CpuUse(double glancing, double following, double ledger, double deliveries, double liveness, double control) {

    static CpuUse of(Costs costs, Load load, Deployment deployment) {
        ControlTraffic control = new ControlTraffic(load, deployment);
        double records = load.recordsPerSecond();
        double pongs = control.pongsPerSecond() / deployment.replicas();
        double events = load.streams() / deployment.replicas() * load.eventsPerStreamSecond();
        return new CpuUse(
                costs.cores(records * deployment.design().feedShare(), Cost.RECORD_GLANCED),
                costs.cores(records * followedShare(load, deployment), Cost.RECORD_FOLLOWED),
                costs.cores(records / Math.min(deployment.replicas(), load.partitions()), Cost.RECORD_IN_LEDGER),
                costs.cores(events, Cost.EVENT) + costs.cores(events / eventsPerWrite(load, deployment), Cost.WRITE),
                costs.cores(pongs, Cost.PING) + costs.cores(pongs, Cost.PONG),
                controlCores(costs, control, deployment));
    }

    /** The share of units that somebody on one replica follows. */
    static double followedShare(Load load, Deployment deployment) {
        double units = Math.min(load.dashboard().units(), load.units());
        return 1 - Math.pow(1 - units / load.units(), load.streams() / deployment.replicas());
    }

    /** The first event opens the interval, the others of that time go with it. */
    static double eventsPerWrite(Load load, Deployment deployment) {
        return 1 + load.eventsPerStreamSecond() * deployment.flushMillis() / 1_000;
    }

    double total() {
        return glancing + following + ledger + deliveries + liveness + control;
    }

    /** The thread that reads the feed. */
    double feedThread() {
        return glancing + following;
    }

    /** The part of the whole that goes into reading what would have to be read for one stream as well. */
    double readingShare() {
        return glancing / total();
    }

    private static double controlCores(Costs costs, ControlTraffic control, Deployment deployment) {
        double subscribes = control.callsPerSecond() - control.pongsPerSecond();
        return costs.cores(control.commandsOfOnePartitionPerSecond(), Cost.COMMAND_PASSED_OVER)
                + costs.cores(control.passedOnPerSecond() / deployment.replicas(), Cost.CALL_PASSED_ON)
                // A subscribe is a request like a pong.
                + costs.cores(subscribes / deployment.replicas(), Cost.PONG)
                + costs.cores(control.streamRecordsPerSecond(), Cost.STREAM_RECORD_READ)
                + costs.cores(control.sessionRecordsPerSecond(), Cost.SESSION_RECORD_READ);
    }
}
