package dev.fleetcast.benchmark.capacity;

/**
 * The CPU use of one replica, in cores.
 *
 * @param glancing reading the feed: all of the work for unfollowed records, and the same part for followed ones
 * @param following the extra work for records followed on this replica
 * @param ledger its share of the work done once per deployment
 * @param deliveries events written
 * @param liveness pings and pongs
 * @param control calls for and from other replicas, the logs of streams and sessions
 */
record CpuUse(double glancing, double following, double ledger, double deliveries, double liveness, double control) {

    static CpuUse of(Costs costs, Load load, Deployment deployment) {
        ControlTraffic control = new ControlTraffic(load, deployment);
        double records = load.recordsPerSecond();
        double pongs = control.pongsPerSecond() / deployment.replicas();
        double events = load.streams() / deployment.replicas() * load.eventsPerStreamSecond();
        return new CpuUse(
                costs.cores(records, Cost.RECORD_GLANCED),
                costs.cores(records * followedShare(load, deployment), Cost.RECORD_FOLLOWED),
                costs.cores(records / Math.min(deployment.replicas(), load.partitions()), Cost.RECORD_IN_LEDGER),
                costs.cores(events, Cost.EVENT) + costs.cores(events / eventsPerWrite(load, deployment), Cost.WRITE),
                costs.cores(pongs, Cost.PING) + costs.cores(pongs, Cost.PONG),
                controlCores(costs, control, deployment));
    }

    /** The share of units followed on one replica. */
    static double followedShare(Load load, Deployment deployment) {
        double units = Math.min(load.dashboard().units(), load.units());
        return 1 - Math.pow(1 - units / load.units(), load.streams() / deployment.replicas());
    }

    /** The first event opens the interval; the others of that time are written with it. */
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

    private static double controlCores(Costs costs, ControlTraffic control, Deployment deployment) {
        double subscribes = control.callsPerSecond() - control.pongsPerSecond();
        return costs.cores(control.commandsPerSecond(), Cost.COMMAND_PASSED_OVER)
                + costs.cores(control.passedOnPerSecond() / deployment.replicas(), Cost.CALL_PASSED_ON)
                // A subscribe costs as much as a pong.
                + costs.cores(subscribes / deployment.replicas(), Cost.PONG)
                + costs.cores(control.streamRecordsPerSecond(), Cost.STREAM_RECORD_READ)
                + costs.cores(control.sessionRecordsPerSecond(), Cost.SESSION_RECORD_READ);
    }
}
